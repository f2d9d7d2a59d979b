package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a report must say to be of use. */
public enum ReportRule {
    /** What was rolled out where, and how that went. */
    DEPLOYMENT(
            "deployment",
            List.of(DeploymentFields.SOURCE_KEY, DeploymentFields.ENVIRONMENT, DeploymentFields.VERSION)) {
        @Override
        void demand(Revision revision) {
            super.demand(revision);
            if (revision.fields().keySet().stream().noneMatch(DeploymentFields.STATUS_CHANGES::holds)) {
                throw new InvalidField(field("status_changes"), "missing (expected: at least one)");
            }
        }
    },

    /** Whom it hurt, and since when. */
    INCIDENT("incident", List.of(IncidentFields.SOURCE_KEY, IncidentFields.START_TIME)) {
        @Override
        void demand(Revision revision) {
            super.demand(revision);
            Instant start = revision.value(IncidentFields.START_TIME).orElseThrow();
            Optional<Instant> resolved = revision.value(IncidentFields.RESOLVE_TIME);
            if (resolved.filter(start::isAfter).isPresent()) {
                throw new InvalidField(
                        field("resolve_time"), resolved.get() + " (expected: not before start_time, " + start + ")");
            }
        }
    };

    private final String message;
    private final List<Field<?>> needed;

    ReportRule(String message, List<Field<?>> needed) {
        this.message = message;
        this.needed = needed;
    }

    /** Refuses a revision that leaves out what is needed, naming the field. */
    void demand(Revision revision) {
        for (Field<?> each : needed) {
            if (!revision.fields().containsKey(each.path())) {
                throw new InvalidField(field(each.path()), "missing");
            }
        }
    }

    /** The path of a field, as a caller knows it. */
    String field(String path) {
        return message + "." + path;
    }
}
