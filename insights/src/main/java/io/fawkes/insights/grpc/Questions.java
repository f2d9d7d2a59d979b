package io.fawkes.insights.grpc;

import com.google.protobuf.Timestamp;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.type.v1.TimeWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests as questions; what is malformed is refused here, with its field. */
final class Questions {
    private static final Pattern NAME = Pattern.compile("services/([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)/dora");

    private Questions() {}

    static DoraQuestion question(String name, TimeWindow window, io.fawkes.insights.v1.EvidenceLevel minConfidence) {
        return new DoraQuestion(
                service(name),
                window.hasStartTime() ? time("window.start_time", window.getStartTime()) : null,
                window.hasEndTime() ? time("window.end_time", window.getEndTime()) : null,
                weakest(minConfidence));
    }

    static Metric metric(io.fawkes.insights.v1.Metric metric) {
        return switch (metric) {
            case METRIC_DEPLOYMENT_FREQUENCY -> Metric.DEPLOYMENT_FREQUENCY;
            case METRIC_CHANGE_LEAD_TIME -> Metric.CHANGE_LEAD_TIME;
            case METRIC_CHANGE_FAIL_RATE -> Metric.CHANGE_FAIL_RATE;
            case METRIC_RECOVERY_TIME -> Metric.RECOVERY_TIME;
            case METRIC_UNSPECIFIED, UNRECOGNIZED ->
                throw new InsightsException.FieldInvalid("metric", "missing (expected: one of the metrics)");
        };
    }

    private static ServiceId service(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new InsightsException.FieldInvalid("name", name + " (expected: services/{service}/dora)");
        }
        return new ServiceId(matcher.group(1));
    }

    private static Instant time(String field, Timestamp time) {
        try {
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        } catch (DateTimeException | ArithmeticException _) {
            throw new InsightsException.FieldInvalid(field, "out of range (expected: years 1 to 9999)");
        }
    }

    private static EvidenceLevel weakest(io.fawkes.insights.v1.EvidenceLevel level) {
        return switch (level) {
            case EVIDENCE_LEVEL_EXPLICIT -> EvidenceLevel.EXPLICIT;
            case EVIDENCE_LEVEL_ROLLBACK -> EvidenceLevel.ROLLBACK;
            case EVIDENCE_LEVEL_FIX -> EvidenceLevel.FIX;
            case EVIDENCE_LEVEL_UNSPECIFIED, EVIDENCE_LEVEL_INFERRED -> EvidenceLevel.INFERRED;
            case UNRECOGNIZED ->
                throw new InsightsException.FieldInvalid("min_confidence", "unknown (expected: an evidence level)");
        };
    }
}
