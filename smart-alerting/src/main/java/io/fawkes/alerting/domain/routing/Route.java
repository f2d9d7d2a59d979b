package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node of the routing tree with everything it inherits filled in.
 *
 * @param id identity that survives a restart and a change of order: its matchers, those above it, receiver and group_by
 * @param key as Alertmanager writes it: {@code {}/{team="x"}}
 * @param matchers conditions of this node, all of which must hold
 * @param goesOn whether its siblings are looked at after it matched ({@code continue})
 * @param receiver who is told
 * @param groupBy by which labels it groups
 * @param timers when its groups are told
 * @param quiet when it tells nobody; not inherited
 * @param routes its children, in order
 */
public record Route(
        String id,
        String key,
        List<Matcher> matchers,
        boolean goesOn,
        String receiver,
        GroupBy groupBy,
        Timers timers,
        QuietTimes quiet,
        List<Route> routes) {

    public Route {
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }

    /** The nodes that take an alert: depth first, the first matching child unless it goes on, else this node itself. */
    List<Route> taking(Labels labels) {
        if (!matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            return List.of();
        }
        List<Route> taking = takenBelow(labels);
        return taking.isEmpty() ? List.of(this) : taking;
    }

    private List<Route> takenBelow(Labels labels) {
        var taking = Stream.<Route>builder();
        for (Route child : routes) {
            List<Route> below = child.taking(labels);
            below.forEach(taking);
            if (!below.isEmpty() && !child.goesOn) {
                break;
            }
        }
        return taking.build().toList();
    }

    /** This node and all below it. */
    Stream<Route> all() {
        return Stream.concat(Stream.of(this), routes.stream().flatMap(Route::all));
    }
}
