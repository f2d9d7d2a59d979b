package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.fact.QualityGateFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SloObservationFields;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a report must say to be of use.
 *
 * @param shape what is reported
 * @param message the field that callers report it in
 * @param needed fields without which it is refused
 * @param rest what is kept of a report that has them all: itself, in one spelling; refuses, by {@link InvalidField}, one
 *     that still makes no sense; paths of its fields begin with {@code message}
 */
public record ReportRule(Shape shape, String message, List<Field<?>> needed, UnaryOperator<Revision> rest) {

    /** Which commit or pull request, and of what. */
    public static final ReportRule CHANGE =
            new ReportRule(Shape.CHANGE, "change", List.of(ChangeFields.SOURCE_KEY), ReportSense::ofChange);

    /** What was rolled out where, and how that went. */
    public static final ReportRule DEPLOYMENT = new ReportRule(
            Shape.DEPLOYMENT,
            "deployment",
            List.of(DeploymentFields.SOURCE_KEY, DeploymentFields.ENVIRONMENT, DeploymentFields.VERSION),
            ReportSense::ofDeployment);

    /** Whom it hurt, and since when. */
    public static final ReportRule INCIDENT = new ReportRule(
            Shape.INCIDENT,
            "incident",
            List.of(IncidentFields.SOURCE_KEY, IncidentFields.START_TIME),
            ReportSense::ofIncident);

    /** What was built, and how that went. */
    public static final ReportRule BUILD = new ReportRule(
            Shape.BUILD,
            "build",
            List.of(BuildFields.SOURCE_KEY, BuildFields.PIPELINE, BuildFields.STATUS),
            ReportSense::ofBuild);

    /** Who judged what, and how. */
    public static final ReportRule QUALITY_GATE = new ReportRule(
            Shape.QUALITY_GATE,
            "quality_gate",
            List.of(
                    QualityGateFields.SOURCE_KEY,
                    QualityGateFields.TOOL,
                    QualityGateFields.STATUS,
                    QualityGateFields.EVALUATE_TIME),
            UnaryOperator.identity());

    /** Which objective, and over which span. */
    public static final ReportRule SLO_OBSERVATION = new ReportRule(
            Shape.SLO_OBSERVATION,
            "slo_observation",
            List.of(
                    SloObservationFields.SOURCE_KEY,
                    SloObservationFields.OBJECTIVE,
                    SloObservationFields.START_TIME,
                    SloObservationFields.END_TIME),
            ReportSense::ofObservation);

    public ReportRule {
        needed = List.copyOf(needed);
    }

    /**
     * What is kept of {@code revision}. Refuses, by InvalidField or ImplausibleTime, what nobody could use or believe at
     * {@code now}.
     */
    public Revision checked(Revision revision, Instant now) {
        Revision kept = demanded(revision);
        PlausibleTimes.problem(revision, now).ifPresent(problem -> {
            int colon = problem.indexOf(": ");
            throw new ImplausibleTime(field(problem.substring(0, colon)), problem.substring(colon + 2));
        });
        return kept;
    }

    /** Refuses a revision that leaves out what is needed, naming the field. */
    private Revision demanded(Revision revision) {
        for (Field<?> each : needed) {
            if (!revision.fields().containsKey(each.path())) {
                throw new InvalidField(field(each.path()), "missing");
            }
        }
        return rest.apply(revision);
    }

    /** The path of a field, as a caller knows it. */
    public String field(String path) {
        return message + "." + path;
    }
}
