package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One CDEvent: something happened to a subject. The type's own version is not looked at, as what is read here has meant the
 * same since 0.4: a field that is missing is named.
 *
 * @param happened subject and predicate, in lower case: {@code service.deployed}
 * @param context its {@code context}
 * @param subject its {@code subject}
 */
record CdEvent(String happened, Json context, Json subject) {

    private static final String PREFIX = "dev.cdevents.";
    private static final Pattern TYPE =
            Pattern.compile("dev\\.cdevents\\.([A-Za-z]{1,40}\\.[A-Za-z]{1,40})\\.[0-9][0-9A-Za-z.+-]{0,40}");

    /** What CDEvents also tells, of which no fact of delivery comes. */
    private static final Pattern NOTHING = Pattern.compile("(?:service\\.(?:published|removed)|"
            + "(?:artifact|branch|environment|repository|testcaserun|testoutput|testsuiterun|ticket)\\.)");

    static boolean isTold(String type) {
        return type.startsWith(PREFIX);
    }

    static CdEvent of(String type, Json body) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            throw new Json.Malformed("context.type", "dev.cdevents.{subject}.{predicate}.{version}");
        }
        return new CdEvent(matcher.group(1).toLowerCase(Locale.ROOT), body.object("context"), body.object("subject"));
    }

    /** What it says; an event that tells nothing of delivery is left aside, one that no version has is refused. */
    Understanding told() {
        return switch (happened) {
            case "service.deployed", "service.upgraded", "service.rolledback" -> ServiceEvent.told(this);
            case "incident.detected", "incident.reported", "incident.resolved" -> IncidentEvent.told(this);
            case "change.created", "change.updated", "change.reviewed", "change.merged", "change.abandoned" ->
                ChangeEvent.told(this);
            case "pipelinerun.queued", "pipelinerun.started", "pipelinerun.finished" -> RunEvent.PIPELINE.told(this);
            case "taskrun.queued", "taskrun.started", "taskrun.finished" -> RunEvent.TASK.told(this);
            case "build.queued", "build.started", "build.finished" -> RunEvent.BUILD.told(this);
            default -> aside();
        };
    }

    private Understanding aside() {
        return NOTHING.matcher(happened).lookingAt()
                ? Understanding.nothing(happened + ": no fact of delivery; left aside")
                : Understanding.refused(
                        Reason.EVENT_UNKNOWN, "context.type: " + happened + " (expected: an event of CDEvents)");
    }

    Json content() {
        return subject.object("content");
    }

    Instant occurredAt() {
        return context.time("timestamp");
    }

    /** What its subject is called, where the subject has a life: by its source, which may stand in the context only. */
    FactKey subjectKey(String collection) {
        String source = subject.optionalText("source").orElseGet(() -> context.text("source"));
        return new FactKey(CdEventsSource.NAME, collection + "/" + source + "/" + subject.text("id"));
    }

    /** What the event itself is called, which is unique within its source. */
    FactKey eventKey(String collection) {
        return new FactKey(CdEventsSource.NAME, collection + "/" + context.text("source") + "/" + context.text("id"));
    }
}
