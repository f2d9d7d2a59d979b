package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Severity;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code issues}: an issue of the type INCIDENT is an incident; others are left aside.
 *
 * <table><caption>The plugin's field, ours, and the revision</caption>
 * <tr><td>connection, issueKey</td><td>source id {@code connections/{c}/issues/{key}}</td></tr>
 * <tr><td>connection</td><td>source_key ({@code devlake/connection})</td></tr>
 * <tr><td>severity, else priority</td><td>severity</td></tr>
 * <tr><td>title, url, createdDate</td><td>title, uri, start_time</td></tr>
 * <tr><td>resolutionDate, else updatedDate if status is DONE</td><td>resolve_time; cleared if status is another</td></tr>
 * <tr><td>the newest of createdDate, updatedDate and resolutionDate in milliseconds</td><td>revision</td></tr>
 * </table>
 */
record PostedIssue(Endpoint endpoint, Json body) {

    Understanding told() {
        String type = body.optionalText("type").orElse("");
        return type.equals("INCIDENT")
                ? Understanding.saying(List.of(revision()))
                : Understanding.nothing("type: " + type + ", no INCIDENT; left aside");
    }

    private Revision revision() {
        Instant created = body.time("createdDate");
        Instant newest = Stream.of("updatedDate", "resolutionDate")
                .flatMap(name -> body.optionalTime(name).stream())
                .max(Comparator.naturalOrder())
                .filter(created::isBefore)
                .orElse(created);
        return Revision.of(
                        endpoint.key("issues/" + body.text("issueKey")),
                        FactKind.INCIDENT,
                        newest.toEpochMilli(),
                        newest)
                .with(IncidentFields.SOURCE_KEY, endpoint.claim())
                .withPresent(IncidentFields.TITLE, body.optionalText("title"))
                .with(IncidentFields.START_TIME, created)
                .withOrCleared(IncidentFields.RESOLVE_TIME, resolved())
                .withPresent(
                        IncidentFields.SEVERITY,
                        body.optionalText("severity")
                                .or(() -> body.optionalText("priority"))
                                .flatMap(Severity::spelled))
                .withPresent(IncidentFields.URI, body.optionalText("url"));
    }

    private Optional<Instant> resolved() {
        boolean done = body.optionalText("status").equals(Optional.of("DONE"));
        return body.optionalTime("resolutionDate")
                .or(() -> body.optionalTime("updatedDate").filter(_ -> done));
    }
}
