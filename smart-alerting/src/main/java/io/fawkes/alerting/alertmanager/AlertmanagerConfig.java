package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.domain.routing.GroupBy;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.domain.routing.RouteSpec;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import io.fawkes.alerting.egress.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration file says.
 *
 * @param routing who is told of what
 * @param inhibition which alerts mute others
 * @param channels how each integration is told
 * @param resolveTimeout how long an alert without an end counts as firing after it was received by API
 * @param shown the configuration without its secrets, in YAML
 * @param read what the file held, as a digest; empty if there is none
 */
public record AlertmanagerConfig(
        Routing routing,
        Inhibition inhibition,
        Map<Integration, Channel> channels,
        Duration resolveTimeout,
        String shown,
        Bytes read) {

    static final Duration USUAL_RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    public AlertmanagerConfig {
        channels = Map.copyOf(channels);
    }

    /** Without a file: one route, by alert name and service, to a receiver that tells nobody. */
    public static AlertmanagerConfig builtIn() {
        var route = new RouteSpec(
                List.of(),
                false,
                Optional.of("none"),
                Optional.of(new GroupBy(false, Set.of("alertname", "service"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                QuietTimes.NONE,
                List.of());
        return new AlertmanagerConfig(
                new Routing(RoutingTree.of(route), List.of(new Receiver("none", List.of()))),
                Inhibition.NONE,
                Map.of(),
                USUAL_RESOLVE_TIMEOUT,
                "route:\n  receiver: none\n  group_by: [alertname, service]\nreceivers:\n- name: none\n",
                Bytes.NONE);
    }
}
