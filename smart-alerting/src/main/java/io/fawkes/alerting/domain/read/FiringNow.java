package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.alert.Labels;
import java.util.List;
import java.util.UUID;

/**
 * Everything that fires.
 *
 * @param alerts the alerts, each once, by fingerprint
 * @param groups the open groups with those of the alerts that they hold
 */
public record FiringNow(List<AlertView> alerts, List<Members> groups) {

    public FiringNow {
        alerts = List.copyOf(alerts);
        groups = List.copyOf(groups);
    }

    /**
     * The firing alerts of a group.
     *
     * @param receiver who is told of the group
     * @param labels the labels that the group is known by
     * @param alerts their ids
     */
    public record Members(String receiver, Labels labels, List<UUID> alerts) {
        public Members {
            alerts = List.copyOf(alerts);
        }
    }
}
