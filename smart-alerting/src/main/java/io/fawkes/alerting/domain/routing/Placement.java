package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.alert.Labels;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The group that a route puts an alert into.
 *
 * @param route the route
 * @param labels the labels that the group is known by
 */
public record Placement(Route route, Labels labels) {

    /** Identity among the groups that are open. */
    public UUID identity() {
        return UUID.nameUUIDFromBytes((route.id() + "\0" + labels).getBytes(StandardCharsets.UTF_8));
    }

    /** As Alertmanager calls it: {@code {}/{team="x"}:{alertname="A"}}. It need not be unique. */
    public String groupKey() {
        return route.key() + ":" + labels;
    }
}
