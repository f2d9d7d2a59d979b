package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SloObservationFields;
import java.time.Instant;
import java.util.Optional;

/** What reports of each kind must not say: each refuses by {@link InvalidField}. */
final class ReportSense {

    private ReportSense() {}

    static void ofChange(Revision revision) {
        boolean named = revision.fields().containsKey(ChangeFields.SHA.path())
                || revision.fields().containsKey(ChangeFields.NUMBER.path());
        if (!named) {
            throw new InvalidField("change", "names nothing (expected: commit.sha or pull_request.number)");
        }
    }

    static void ofDeployment(Revision revision) {
        if (revision.fields().keySet().stream().noneMatch(DeploymentFields.STATUS_CHANGES::holds)) {
            throw new InvalidField("deployment.status_changes", "missing (expected: at least one)");
        }
    }

    static void ofIncident(Revision revision) {
        demandOrder(revision, IncidentFields.START_TIME, IncidentFields.RESOLVE_TIME, "incident.resolve_time");
    }

    static void ofBuild(Revision revision) {
        demandOrder(revision, BuildFields.QUEUE_TIME, BuildFields.START_TIME, "build.start_time");
        demandOrder(revision, BuildFields.START_TIME, BuildFields.FINISH_TIME, "build.finish_time");
    }

    static void ofObservation(Revision revision) {
        demandOrder(
                revision, SloObservationFields.START_TIME, SloObservationFields.END_TIME, "slo_observation.end_time");
        demandWithin(revision, SloObservationFields.TARGET, 1);
        demandWithin(revision, SloObservationFields.ATTAINED, 1);
        demandWithin(revision, SloObservationFields.TOTAL_EVENTS, Double.MAX_VALUE);
        demandWithin(revision, SloObservationFields.BURN_RATE, Double.MAX_VALUE);
    }

    private static void demandOrder(Revision revision, Field<Instant> first, Field<Instant> then, String field) {
        Optional<Instant> begun = revision.value(first);
        Optional<Instant> ended = revision.value(then);
        if (begun.isPresent() && ended.filter(begun.get()::isAfter).isPresent()) {
            throw new InvalidField(
                    field, ended.get() + " (expected: not before " + first.path() + ", " + begun.get() + ")");
        }
    }

    /** What is no number is not within anything. */
    private static void demandWithin(Revision revision, Field<Double> field, double most) {
        revision.value(field).filter(value -> !(value >= 0 && value <= most)).ifPresent(value -> {
            throw new InvalidField(
                    "slo_observation." + field.path(),
                    value + " (expected: 0 to " + (most == 1 ? "1" : "any number") + ")");
        });
    }
}
