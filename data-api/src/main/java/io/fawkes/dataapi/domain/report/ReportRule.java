package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a report must say to be of use.
 *
 * @param message the field that callers report it in
 * @param needed fields without which it is refused
 * @param rest refuses, by {@link InvalidField}, a report that has them all and still makes no sense
 */
public record ReportRule(String message, List<Field<?>> needed, Consumer<Revision> rest) {

    /** What was rolled out where, and how that went. */
    public static final ReportRule DEPLOYMENT = new ReportRule(
            "deployment",
            List.of(DeploymentFields.SOURCE_KEY, DeploymentFields.ENVIRONMENT, DeploymentFields.VERSION),
            ReportRule::demandStatus);

    /** Whom it hurt, and since when. */
    public static final ReportRule INCIDENT = new ReportRule(
            "incident", List.of(IncidentFields.SOURCE_KEY, IncidentFields.START_TIME), ReportRule::demandOrder);

    public ReportRule {
        needed = List.copyOf(needed);
    }

    /** Refuses a revision that leaves out what is needed, naming the field. */
    void demand(Revision revision) {
        for (Field<?> each : needed) {
            if (!revision.fields().containsKey(each.path())) {
                throw new InvalidField(field(each.path()), "missing");
            }
        }
        rest.accept(revision);
    }

    /** The path of a field, as a caller knows it. */
    String field(String path) {
        return message + "." + path;
    }

    private static void demandStatus(Revision revision) {
        if (revision.fields().keySet().stream().noneMatch(DeploymentFields.STATUS_CHANGES::holds)) {
            throw new InvalidField("deployment.status_changes", "missing (expected: at least one)");
        }
    }

    private static void demandOrder(Revision revision) {
        Instant start = revision.value(IncidentFields.START_TIME).orElseThrow();
        Optional<Instant> resolved = revision.value(IncidentFields.RESOLVE_TIME);
        if (resolved.filter(start::isAfter).isPresent()) {
            throw new InvalidField(
                    "incident.resolve_time", resolved.get() + " (expected: not before start_time, " + start + ")");
        }
    }
}
