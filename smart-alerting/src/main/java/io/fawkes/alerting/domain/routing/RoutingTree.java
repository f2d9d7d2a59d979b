package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All routes. Immutable; safe for concurrent use. */
public final class RoutingTree {

    private final Route root;
    private final Map<String, Route> byId;

    private RoutingTree(Route root) {
        this.root = root;
        this.byId = root.all().collect(Collectors.toUnmodifiableMap(Route::id, Function.identity()));
    }

    /** The tree below {@code root}, which must name a receiver. */
    public static RoutingTree of(RouteSpec root) {
        String receiver = root.receiver().orElseThrow(() -> new IllegalArgumentException("route: no receiver"));
        var parent =
                new Route("", "", List.of(), false, receiver, GroupBy.NONE, Timers.DEFAULT, QuietTimes.NONE, List.of());
        return new RoutingTree(inherited(root, parent, 0));
    }

    private static Route inherited(RouteSpec spec, Route parent, int twin) {
        Route bare = bare(spec, parent, twin);
        return withChildren(bare, children(spec, bare));
    }

    private static Route bare(RouteSpec spec, Route parent, int twin) {
        String own = spec.matchers().stream().map(Matcher::toString).collect(Collectors.joining(",", "{", "}"));
        String receiver = spec.receiver().orElseGet(parent::receiver);
        GroupBy groupBy = spec.groupBy().orElseGet(parent::groupBy);
        return new Route(
                identity(parent.id(), own, receiver, groupBy.toString(), String.valueOf(twin)),
                parent.key().isEmpty() ? own : parent.key() + "/" + own,
                spec.matchers(),
                spec.goesOn(),
                receiver,
                groupBy,
                spec.timers(parent.timers()),
                spec.quiet(),
                List.of());
    }

    /** Children that are alike in all that identifies them are told apart by their order among themselves. */
    private static List<Route> children(RouteSpec spec, Route parent) {
        var seen = new HashMap<String, Integer>();
        var children = new ArrayList<Route>();
        for (RouteSpec child : spec.routes()) {
            int twin = seen.merge(bare(child, parent, 0).id(), 1, Integer::sum) - 1;
            children.add(inherited(child, parent, twin));
        }
        return children;
    }

    private static Route withChildren(Route route, List<Route> children) {
        return new Route(
                route.id(),
                route.key(),
                route.matchers(),
                route.goesOn(),
                route.receiver(),
                route.groupBy(),
                route.timers(),
                route.quiet(),
                children);
    }

    private static String identity(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The routes that take an alert with {@code labels}, in order; at least one, since the root takes everything. */
    public List<Route> taking(Labels labels) {
        return root.taking(labels);
    }

    /** The groups that an alert with {@code labels} belongs to. */
    public List<Placement> placements(Labels labels) {
        return taking(labels).stream()
                .map(route -> new Placement(route, route.groupBy().of(labels)))
                .toList();
    }

    /** The route of that identity; empty if the configuration has none any more. */
    public Optional<Route> route(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every route, parents first. */
    public Stream<Route> all() {
        return root.all();
    }
}
