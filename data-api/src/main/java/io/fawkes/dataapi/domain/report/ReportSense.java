package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.Fixes;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Severity;
import io.fawkes.dataapi.domain.fact.SloObservationFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reports of each kind must not say: each refuses by {@link InvalidField}, and answers with what is kept. */
final class ReportSense {

    private static final int MOST_PATHS = 100;

    /** What a file system takes. */
    private static final int LONGEST_PATH = 4_096;

    private ReportSense() {}

    static Revision ofChange(Revision revision) {
        boolean named = revision.fields().containsKey(ChangeFields.SHA.path())
                || revision.fields().containsKey(ChangeFields.NUMBER.path());
        if (!named) {
            throw new InvalidField("change", "names nothing (expected: commit.sha or pull_request.number)");
        }
        demandTexts(revision, ChangeFields.FIXES, "change", Fixes.MOST, Fixes.LONGEST);
        demandTexts(revision, ChangeFields.PATHS, "change", MOST_PATHS, LONGEST_PATH);
        return revision;
    }

    static Revision ofDeployment(Revision revision) {
        if (revision.fields().keySet().stream().noneMatch(DeploymentFields.STATUS_CHANGES::holds)) {
            throw new InvalidField("deployment.status_changes", "missing (expected: at least one)");
        }
        demandTexts(revision, DeploymentFields.FIXES, "deployment", Fixes.MOST, Fixes.LONGEST);
        return revision;
    }

    static Revision ofIncident(Revision revision) {
        demandOrder(revision, IncidentFields.START_TIME, IncidentFields.ACKNOWLEDGE_TIME, "incident.acknowledge_time");
        demandOrder(revision, IncidentFields.START_TIME, IncidentFields.MITIGATE_TIME, "incident.mitigate_time");
        demandOrder(revision, IncidentFields.MITIGATE_TIME, IncidentFields.RESOLVE_TIME, "incident.resolve_time");
        demandOrder(revision, IncidentFields.START_TIME, IncidentFields.RESOLVE_TIME, "incident.resolve_time");
        return revision.withPresent(
                IncidentFields.SEVERITY, revision.value(IncidentFields.SEVERITY).map(ReportSense::severity));
    }

    private static String severity(String told) {
        return Severity.spelled(told)
                .orElseThrow(() -> new InvalidField(
                        "incident.severity",
                        told.length() + " characters (expected: 1 to " + Severity.LONGEST + ", not blank)"));
    }

    static Revision ofBuild(Revision revision) {
        demandOrder(revision, BuildFields.QUEUE_TIME, BuildFields.START_TIME, "build.start_time");
        demandOrder(revision, BuildFields.START_TIME, BuildFields.FINISH_TIME, "build.finish_time");
        return revision;
    }

    static Revision ofObservation(Revision revision) {
        demandOrder(
                revision, SloObservationFields.START_TIME, SloObservationFields.END_TIME, "slo_observation.end_time");
        demandWithin(revision, SloObservationFields.TARGET, 1);
        demandWithin(revision, SloObservationFields.ATTAINED, 1);
        demandWithin(revision, SloObservationFields.TOTAL_EVENTS, Double.MAX_VALUE);
        demandWithin(revision, SloObservationFields.BURN_RATE, Double.MAX_VALUE);
        return revision;
    }

    /** Not too many, none blank and none too long. */
    @SuppressWarnings("rawtypes") // a list's class carries no element type
    private static void demandTexts(Revision revision, Field<List> field, String message, int most, int longest) {
        List<?> texts = revision.value(field).orElseGet(List::of);
        if (texts.size() > most) {
            throw new InvalidField(
                    message + "." + field.path(), texts.size() + " of them (expected: at most " + most + ")");
        }
        for (Object text : texts) {
            int length = text.toString().strip().length();
            if (length == 0 || length > longest) {
                throw new InvalidField(
                        message + "." + field.path(),
                        length + " characters (expected: of each 1 to " + longest + ", not blank)");
            }
        }
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
