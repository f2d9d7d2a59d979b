package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.calendar.QuietTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A node of the routing tree as it is written, nothing inherited.
 *
 * @param matchers conditions of this node
 * @param goesOn whether its siblings are looked at after it matched
 * @param receiver who is told; absent means the parent's
 * @param groupBy by which labels it groups; absent means the parent's
 * @param groupWait absent means the parent's, like both that follow
 * @param groupInterval between two looks
 * @param repeatInterval until an unchanged group is told again
 * @param quiet when it tells nobody
 * @param routes its children, in order
 */
public record RouteSpec(
        List<Matcher> matchers,
        boolean goesOn,
        Optional<String> receiver,
        Optional<GroupBy> groupBy,
        Optional<Duration> groupWait,
        Optional<Duration> groupInterval,
        Optional<Duration> repeatInterval,
        QuietTimes quiet,
        List<RouteSpec> routes) {

    public RouteSpec {
        matchers = matchers.stream().sorted(Matcher.ORDER).toList();
        routes = List.copyOf(routes);
    }

    Timers timers(Timers parent) {
        return new Timers(
                groupWait.orElseGet(parent::groupWait),
                groupInterval.orElseGet(parent::groupInterval),
                repeatInterval.orElseGet(parent::repeatInterval));
    }
}
