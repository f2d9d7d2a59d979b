package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code incident.detected}, {@code .reported}, {@code .resolved}.
 *
 * <table><caption>The event's field, ours, and the revision</caption>
 * <tr><td>subject.source, else context.source; subject.id</td><td>source id {@code incidents/{source}/{id}}</td></tr>
 * <tr><td>subject.content.service.id</td><td>source_key ({@code cdevents.dev/service})</td></tr>
 * <tr><td>subject.content.description</td><td>title; not of a resolution, which describes the end</td></tr>
 * <tr><td>context.timestamp of the detection, else of the report</td><td>start_time</td></tr>
 * <tr><td>context.timestamp of the resolution</td><td>resolve_time</td></tr>
 * <tr><td>version of subject.content.artifactId; not of a resolution</td><td>caused_by_version</td></tr>
 * <tr><td>subject.content.ticketURI</td><td>uri</td></tr>
 * <tr><td>context.timestamp in milliseconds; 0 for what a report says of the start</td><td>revision</td></tr>
 * </table>
 */
final class IncidentEvent {

    /** Below every time, so that a detection says when it began, whichever of the two is told first. */
    private static final long BEFORE_ANY_DETECTION = 0;

    private IncidentEvent() {}

    static Understanding told(CdEvent event) {
        Optional<String> service = event.content().optionalObject("service").flatMap(named -> named.optionalText("id"));
        return service.map(id -> Understanding.saying(revisions(event, new SourceKey(ServiceEvent.KEY, id))))
                .orElseGet(() -> Understanding.nothing(event.happened() + ": names no service; left aside"));
    }

    private static List<Revision> revisions(CdEvent event, SourceKey service) {
        Revision revision = at(event, event.occurredAt().toEpochMilli()).with(IncidentFields.SOURCE_KEY, service);
        return switch (event.happened()) {
            case "incident.resolved" -> List.of(revision.with(IncidentFields.RESOLVE_TIME, event.occurredAt()));
            case "incident.detected" ->
                List.of(described(revision, event.content()).with(IncidentFields.START_TIME, event.occurredAt()));
            default ->
                List.of(
                        described(revision, event.content()),
                        at(event, BEFORE_ANY_DETECTION).with(IncidentFields.START_TIME, event.occurredAt()));
        };
    }

    private static Revision at(CdEvent event, long number) {
        Instant at = event.occurredAt();
        return Revision.of(event.subjectKey("incidents"), FactKind.INCIDENT, number, at);
    }

    private static Revision described(Revision revision, Json content) {
        return revision.withPresent(IncidentFields.TITLE, content.optionalText("description"))
                .withPresent(
                        IncidentFields.CAUSED_BY_VERSION,
                        content.optionalText("artifactId").map(PackageUrl::version))
                .withPresent(IncidentFields.URI, content.optionalText("ticketURI"));
    }
}
