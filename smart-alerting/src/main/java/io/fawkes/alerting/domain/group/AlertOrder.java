package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Alert;
import java.util.Comparator;

/** The order in which Alertmanager names alerts: by job, by instance, then by their labels; those that lack one come last. */
final class AlertOrder {

    static final Comparator<Alert> INSTANCE = by("job")
            .thenComparing(by("instance"))
            .thenComparingInt(alert -> alert.labels().values().size())
            .thenComparing(alert -> alert.labels().toString());

    private AlertOrder() {}

    private static Comparator<Alert> by(String label) {
        return Comparator.<Alert>comparingInt(alert -> alert.labels().has(label) ? 0 : 1)
                .thenComparing(alert -> alert.labels().get(label));
    }
}
