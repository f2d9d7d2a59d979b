package io.fawkes.alerting.anomaly;

import com.google.protobuf.Timestamp;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.anomaly.v1.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An anomaly as an alert. Rule and series are its labels, so that a series which is odd again is the same alert again;
 * what grows while it is odd (value, severity, reason) is in the annotations.
 */
final class AnomalyReport {

    static final String ALERT_NAME = "AnomalyDetected";

    /** Its end is told; whoever does not hear it, since anomaly-detection is gone for good, stops believing in it. */
    private static final Duration PATIENCE = Duration.ofDays(7);

    private AnomalyReport() {}

    static AlertReport of(Anomaly anomaly) {
        Labels labels = labels(anomaly);
        return new AlertReport(
                Fingerprint.of(labels),
                labels,
                annotations(anomaly),
                "",
                instant(anomaly.getOpenTime()),
                anomaly.hasCloseTime() ? Optional.of(instant(anomaly.getCloseTime())) : Optional.empty(),
                PATIENCE,
                Origin.WEBHOOK);
    }

    /** The series' labels, and ours where it has none of that name: a rule may give a severity of its own. */
    private static Labels labels(Anomaly anomaly) {
        Map<String, String> labels = new HashMap<>();
        labels.put("severity", "warning");
        labels.put("service", lastPart(anomaly.getService()));
        labels.putAll(anomaly.getLabelsMap());
        labels.put("alertname", ALERT_NAME);
        labels.put("rule", lastPart(anomaly.getRule()));
        return Labels.of(labels);
    }

    private static Map<String, String> annotations(Anomaly anomaly) {
        return Map.of(
                "summary", anomaly.getReason(),
                "anomaly", anomaly.getName(),
                "value", String.valueOf(anomaly.getValue()),
                "expected", String.valueOf(anomaly.getExpected()),
                "novelty", String.valueOf(anomaly.getScore()),
                "direction", anomaly.getDirection().name());
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }
}
