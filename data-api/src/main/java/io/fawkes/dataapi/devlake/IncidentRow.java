package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Severity;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.imports.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code incidents}: an incident. One of GitHub's issues and one that was posted to DevLake's webhooks is the same fact that
 * their webhooks tell us of.
 *
 * <table><caption>DevLake's column, ours, and the revision</caption>
 * <tr><td>id</td><td>source id: of {@code github:GithubIssue:} {@code issues/{id}} of GitHub; of what was posted
 *     {@code connections/{c}/issues/{id}}; else {@code incidents/{id}}</td></tr>
 * <tr><td>of what was posted the connection; else the repository that url lies in; else scope_id</td>
 *     <td>source_key</td></tr>
 * <tr><td>severity, else priority, else urgency</td><td>severity</td></tr>
 * <tr><td>title, url, created_date</td><td>title, uri, start_time</td></tr>
 * <tr><td>resolution_date, else updated_date if status is DONE</td><td>resolve_time; cleared if status is another</td></tr>
 * <tr><td>the newest of created_date, updated_date and resolution_date in milliseconds</td><td>revision</td></tr>
 * </table>
 */
record IncidentRow(Row row) {

    Revision revision() {
        Instant newest = Stream.of("created_date", "updated_date", "resolution_date")
                .flatMap(column -> row.optionalTime(column).stream())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> row.time("created_date"));
        return Revision.of(key(), FactKind.INCIDENT, newest.toEpochMilli(), newest)
                .with(IncidentFields.SOURCE_KEY, sourceKey())
                .withPresent(IncidentFields.TITLE, row.optionalText("title"))
                .with(IncidentFields.START_TIME, row.time("created_date"))
                .withOrCleared(IncidentFields.RESOLVE_TIME, resolved())
                .withPresent(
                        IncidentFields.SEVERITY,
                        Stream.of("severity", "priority", "urgency")
                                .flatMap(column -> row.optionalText(column).stream())
                                .findFirst()
                                .flatMap(Severity::spelled))
                .withPresent(IncidentFields.URI, row.optionalText("url"));
    }

    private FactKey key() {
        var id = new DomainId(row.text("id"));
        return id.github()
                .or(() -> id.posted().map(posted -> posted.endpoint().key("issues/" + posted.id())))
                .orElseGet(() -> id.own("incidents"));
    }

    private SourceKey sourceKey() {
        return new DomainId(row.text("id"))
                .posted()
                .map(posted -> posted.endpoint().claim())
                .or(() -> row.optionalText("url").flatMap(Page::of).map(Page::sourceKey))
                .orElseGet(() -> new SourceKey("devlake/scope", row.text("scope_id")));
    }

    private Optional<Instant> resolved() {
        boolean done = row.optionalText("status").equals(Optional.of("DONE"));
        return row.optionalTime("resolution_date")
                .or(() -> row.optionalTime("updated_date").filter(_ -> done));
    }
}
