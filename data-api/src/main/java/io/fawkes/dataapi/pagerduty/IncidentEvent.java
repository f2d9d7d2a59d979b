package io.fawkes.dataapi.pagerduty;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code incident.*}: an incident was triggered, changed or resolved; each event shows the whole of it.
 *
 * <table><caption>PagerDuty's field, ours, and the revision</caption>
 * <tr><td>data.id</td><td>source id {@code incidents/{id}}</td></tr>
 * <tr><td>data.service.id</td><td>source_key ({@code pagerduty.com/service-id})</td></tr>
 * <tr><td>data.title, .html_url, .created_at</td><td>title, uri, start_time</td></tr>
 * <tr><td>occurred_at of incident.resolved; of incident.reopened</td><td>resolve_time; cleared</td></tr>
 * <tr><td>data.resolve_reason is a merge into another</td><td>withdrawn</td></tr>
 * <tr><td>occurred_at in milliseconds</td><td>revision</td></tr>
 * </table>
 *
 * @param event the body's {@code event}
 */
record IncidentEvent(Json event) {

    private static final String MERGED = "merge_resolve_reason";

    Understanding told() {
        String type = event.text("event_type");
        if (type.equals("pagey.ping")) {
            return Understanding.nothing("pagey.ping: nothing to keep");
        }
        if (!type.startsWith("incident.")) {
            return Understanding.refused(
                    Reason.EVENT_UNKNOWN, "event.event_type: " + type + " (expected: incident.… or pagey.ping)");
        }
        Json data = event.object("data");
        return data.optionalText("type").equals(Optional.of("incident"))
                ? Understanding.saying(List.of(revision(type, data)))
                : Understanding.nothing(type + ": shows no incident; left aside");
    }

    private Revision revision(String type, Json incident) {
        Instant at = event.time("occurred_at");
        Revision revision = Revision.of(
                        new FactKey(PagerDutySource.NAME, "incidents/" + incident.text("id")),
                        FactKind.INCIDENT,
                        at.toEpochMilli(),
                        at)
                .with(
                        IncidentFields.SOURCE_KEY,
                        new SourceKey(
                                SourceKey.PAGER_DUTY, incident.object("service").text("id")))
                .withPresent(IncidentFields.TITLE, incident.optionalText("title"))
                .with(IncidentFields.START_TIME, incident.time("created_at"))
                .with(IncidentFields.WITHDRAWN, isMerged(incident))
                .withPresent(IncidentFields.URI, incident.optionalText("html_url"));
        return switch (type) {
            case "incident.resolved" -> revision.with(IncidentFields.RESOLVE_TIME, at);
            case "incident.reopened" -> revision.withOrCleared(IncidentFields.RESOLVE_TIME, Optional.empty());
            default -> revision;
        };
    }

    /** An incident that was merged into another lives on as that one. */
    private static boolean isMerged(Json incident) {
        return incident.optionalObject("resolve_reason")
                .flatMap(reason -> reason.optionalText("type"))
                .equals(Optional.of(MERGED));
    }
}
