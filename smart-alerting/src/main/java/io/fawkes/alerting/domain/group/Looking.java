package io.fawkes.alerting.domain.group;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.routing.Route;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a look at a group that is due leads to. Safe for concurrent use. */
public final class Looking {

    private final Supplier<Routing> routing;
    private final IncidentRule incidents;

    /**
     * @param routing the routing in use
     * @param incidents which groups are incidents
     */
    public Looking(Supplier<Routing> routing, IncidentRule incidents) {
        this.routing = routing;
        this.incidents = incidents;
    }

    /** The routing in use: alerts whose group has no route any more are placed anew by it. */
    public Routing routing() {
        return routing.get();
    }

    /** The plan for {@code group}; empty if the configuration has no route for it any more. */
    public Optional<LookPlan> plan(Group group) {
        Routing now = routing.get();
        return now.tree().route(group.routeId()).map(route -> plan(group, route, audiences(group, route, now)));
    }

    /** Alerts of {@code group} that fire and that its route takes no more, or not into this group. */
    public List<Alert> strays(Group group) {
        RoutingTree tree = routing.get().tree();
        return group.firing().stream()
                .filter(alert -> tree.placements(alert.labels()).stream()
                        .noneMatch(placement -> placement.route().id().equals(group.routeId())
                                && placement.labels().equals(group.labels())))
                .toList();
    }

    private static List<Audience> audiences(Group group, Route route, Routing routing) {
        return routing.receiver(route.receiver()).stream()
                .flatMap(receiver -> receiver.integrations().stream())
                .map(integration -> new Audience(
                        group, integration, Optional.ofNullable(group.told().get(integration.name()))))
                .toList();
    }

    private LookPlan plan(Group group, Route route, List<Audience> audiences) {
        List<String> mutedBy = route.quiet().mutedBy(group.now());
        var notifications = Stream.<Notification>builder();
        Map<String, Told> told = new HashMap<>();
        audiences.stream()
                .filter(audience -> mutedBy.isEmpty() && !isWaiting(audience))
                .forEach(audience -> audience.reason(route.timers()).ifPresent(reason -> {
                    Notification message = audience.notification(reason);
                    Stream.of(message)
                            .filter(written -> !written.alerts().isEmpty())
                            .forEach(notifications);
                    told.put(audience.integration().name(), audience.toldNow());
                }));
        return new LookPlan(
                route.timers().groupInterval(),
                notifications.build().toList(),
                told,
                leaving(group, audiences, !mutedBy.isEmpty()),
                mutedBy,
                (int) group.firing().stream().filter(group::isMuted).count(),
                incidents.step(group));
    }

    /** While a message is on its way, nothing else is told, so that no old message overtakes. */
    private static boolean isWaiting(Audience audience) {
        return audience.last().filter(Told::isOpen).isPresent();
    }

    /** Who was not told of an end keeps the alert in the group: since a message is on its way, or the route is quiet. */
    private static Set<UUID> leaving(Group group, List<Audience> audiences, boolean isQuiet) {
        return audiences.stream().anyMatch(Looking::isWaiting)
                ? Set.of()
                : group.ended().stream()
                        .filter(alert -> !isQuiet || audiences.stream().noneMatch(audience -> audience.isOwed(alert)))
                        .map(Alert::id)
                        .collect(toUnmodifiableSet());
    }
}
