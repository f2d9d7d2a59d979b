package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code change.created}, {@code .updated}, {@code .reviewed}, {@code .merged}, {@code .abandoned}: a pull request.
 *
 * <table><caption>The event's field, ours, and the revision</caption>
 * <tr><td>subject.source, else context.source; subject.id</td><td>source id {@code changes/{source}/{id}}</td></tr>
 * <tr><td>subject.content.repository: .url, else .source and .id</td><td>source_key</td></tr>
 * <tr><td>subject.content.description</td><td>title</td></tr>
 * <tr><td>context.timestamp of created, merged, abandoned</td><td>open_time, merge_time and close_time, close_time</td></tr>
 * <tr><td>subject.id of merged, if it is a SHA</td><td>merge_sha</td></tr>
 * <tr><td>context.timestamp in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class ChangeEvent {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private ChangeEvent() {}

    static Understanding told(CdEvent event) {
        Instant at = event.occurredAt();
        Revision revision = Revision.of(event.subjectKey("changes"), FactKind.CHANGE, at.toEpochMilli(), at)
                .with(ChangeFields.SOURCE_KEY, repository(event.content().object("repository")))
                .withPresent(ChangeFields.TITLE, event.content().optionalText("description"));
        return Understanding.saying(List.of(withTimes(revision, event, at)));
    }

    private static Revision withTimes(Revision revision, CdEvent event, Instant at) {
        return switch (event.happened()) {
            case "change.created" -> revision.with(ChangeFields.OPEN_TIME, at);
            case "change.abandoned" -> revision.with(ChangeFields.CLOSE_TIME, at);
            case "change.merged" ->
                revision.with(ChangeFields.MERGE_TIME, at)
                        .with(ChangeFields.CLOSE_TIME, at)
                        .withPresent(
                                ChangeFields.MERGE_SHA,
                                Optional.of(event.subject().text("id"))
                                        .filter(id -> SHA.matcher(id).matches()));
            default -> revision;
        };
    }

    private static SourceKey repository(Json repository) {
        Optional<String> url = repository
                .optionalText("url")
                .or(() -> repository
                        .optionalText("source")
                        .filter(source -> source.contains("://"))
                        .map(source -> (source.endsWith("/") ? source : source + "/") + repository.text("id")));
        return SourceKey.ofRepository(url.orElseGet(() -> repository.text("id")));
    }
}
