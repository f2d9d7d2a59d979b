package io.fawkes.dataapi.pagerduty;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Severity;
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
 * <tr><td>data.priority.summary, else data.urgency</td><td>severity</td></tr>
 * <tr><td>occurred_at of the first incident.acknowledged</td><td>acknowledge_time</td></tr>
 * <tr><td>occurred_at of incident.resolved; of incident.reopened</td><td>resolve_time; cleared</td></tr>
 * <tr><td>data.resolve_reason is a merge into another</td><td>withdrawn</td></tr>
 * <tr><td>occurred_at in milliseconds; of an acknowledgement the whole seconds from it to the year 10000</td>
 *     <td>revision</td></tr>
 * </table>
 *
 * @param event the body's {@code event}
 */
record IncidentEvent(Json event) {

    private static final String MERGED = "merge_resolve_reason";

    /** Seconds from 1970 to the year 10000. */
    private static final long END_OF_TIME = 253_402_300_800L;

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
                ? Understanding.saying(revisions(type, data))
                : Understanding.nothing(type + ": shows no incident; left aside");
    }

    private List<Revision> revisions(String type, Json incident) {
        Instant at = event.time("occurred_at");
        Revision shown = revision(type, incident, at);
        return type.equals("incident.acknowledged") ? List.of(shown, acknowledged(incident, at)) : List.of(shown);
    }

    /**
     * An acknowledgement lapses and is given again; the first is when somebody took the incident on. So the earlier has the
     * higher number, and every one a lower number than what shows the incident.
     */
    private static Revision acknowledged(Json incident, Instant at) {
        return Revision.of(key(incident), FactKind.INCIDENT, END_OF_TIME - at.getEpochSecond(), at)
                .with(IncidentFields.ACKNOWLEDGE_TIME, at);
    }

    private static FactKey key(Json incident) {
        return new FactKey(PagerDutySource.NAME, "incidents/" + incident.text("id"));
    }

    private static Revision revision(String type, Json incident, Instant at) {
        Revision revision = Revision.of(key(incident), FactKind.INCIDENT, at.toEpochMilli(), at)
                .with(
                        IncidentFields.SOURCE_KEY,
                        new SourceKey(
                                SourceKey.PAGER_DUTY, incident.object("service").text("id")))
                .withPresent(IncidentFields.TITLE, incident.optionalText("title"))
                .with(IncidentFields.START_TIME, incident.time("created_at"))
                .with(IncidentFields.WITHDRAWN, isMerged(incident))
                .withPresent(IncidentFields.SEVERITY, severity(incident))
                .withPresent(IncidentFields.URI, incident.optionalText("html_url"));
        return switch (type) {
            case "incident.resolved" -> revision.with(IncidentFields.RESOLVE_TIME, at);
            case "incident.reopened" -> revision.withOrCleared(IncidentFields.RESOLVE_TIME, Optional.empty());
            default -> revision;
        };
    }

    /** The priority is the organization's own scale; the urgency only says whether to wake somebody. */
    private static Optional<String> severity(Json incident) {
        return incident.optionalObject("priority")
                .flatMap(priority -> priority.optionalText("summary"))
                .or(() -> incident.optionalText("urgency"))
                .flatMap(Severity::spelled);
    }

    /** An incident that was merged into another lives on as that one. */
    private static boolean isMerged(Json incident) {
        return incident.optionalObject("resolve_reason")
                .flatMap(reason -> reason.optionalText("type"))
                .equals(Optional.of(MERGED));
    }
}
