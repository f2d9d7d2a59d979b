package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Integration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One message about a group to one integration.
 *
 * @param key idempotency key: of group, look and integration
 * @param integration who is told
 * @param reason why
 * @param groupKey as Alertmanager calls the group
 * @param groupLabels the labels that its alerts share by group_by
 * @param alerts what it names, in Alertmanager's order
 * @param at when it was promised; decides which of the alerts fire
 */
public record Notification(
        String key,
        Integration integration,
        Reason reason,
        String groupKey,
        Labels groupLabels,
        List<Alert> alerts,
        Instant at) {

    /** Why a group is told of. The codes are stored and equal the contract's. */
    public enum Reason {
        FIRST_FIRING(1),
        NEW_FIRING(2),
        ALL_RESOLVED(3),
        NEWLY_RESOLVED(4),
        REPEAT(5);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** Number under which it is stored. */
        public int code() {
            return code;
        }

        /** The reason that is stored under {@code code}. */
        public static Reason ofCode(int code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no reason has the code " + code));
        }
    }

    public Notification {
        alerts = List.copyOf(alerts);
    }

    /** Whether {@code alert} fires, as the message tells it. */
    public boolean fires(Alert alert) {
        return alert.isFiring(at);
    }

    /** How many of its alerts fire. */
    public int firing() {
        return (int) alerts.stream().filter(this::fires).count();
    }
}
