package io.fawkes.alerting.domain.group;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.group.Notification.Reason;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Route;
import io.fawkes.alerting.domain.routing.Routing;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a look at a group that is due leads to. Pure; safe for concurrent use. */
public final class Looking {

    private final Routing routing;
    private final IncidentRule incidents;

    public Looking(Routing routing, IncidentRule incidents) {
        this.routing = routing;
        this.incidents = incidents;
    }

    /** The tree in use: alerts whose group has no route any more are placed anew by it. */
    public Routing routing() {
        return routing;
    }

    /** The plan for {@code group}; empty if the configuration has no route for it any more. */
    public Optional<LookPlan> plan(Group group) {
        return routing.tree().route(group.routeId()).map(route -> plan(group, route));
    }

    private LookPlan plan(Group group, Route route) {
        var integrations = routing.receiver(route.receiver()).stream()
                .flatMap(receiver -> receiver.integrations().stream())
                .toList();
        var notifications = Stream.<Notification>builder();
        Map<String, Told> told = new HashMap<>();
        boolean waits = false;
        for (Integration integration : integrations) {
            Optional<Told> last = Optional.ofNullable(group.told().get(integration.name()));
            if (last.filter(Told::isOpen).isPresent()) {
                waits = true;
                continue;
            }
            var reason = rule(group, route, integration).reason(last, group.now());
            reason.map(why -> notification(group, integration, why))
                    .filter(message -> !message.alerts().isEmpty())
                    .ifPresent(notifications);
            reason.ifPresent(_ -> told.put(integration.name(), toldNow(group)));
        }
        return new LookPlan(
                route.timers().groupInterval(),
                notifications.build().toList(),
                told,
                waits ? Set.of() : ids(group.ended()),
                incidents.step(group));
    }

    private static TellingRule rule(Group group, Route route, Integration integration) {
        return new TellingRule(
                fingerprints(group.firing()),
                fingerprints(group.ended()),
                integration.sendResolved(),
                route.timers().repeatInterval());
    }

    private static Notification notification(Group group, Integration integration, Reason reason) {
        List<Alert> named = integration.sendResolved() ? group.members() : group.firing();
        return new Notification(
                group.id() + "/" + (group.looks() + 1) + "/" + integration.name(),
                integration,
                reason,
                group.groupKey(),
                group.labels(),
                named.stream().sorted(AlertOrder.INSTANCE).toList(),
                group.now());
    }

    private static Told toldNow(Group group) {
        return new Told(fingerprints(group.firing()), fingerprints(group.ended()), group.now(), false);
    }

    private static Set<Fingerprint> fingerprints(Collection<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(toUnmodifiableSet());
    }

    private static Set<UUID> ids(Collection<Alert> alerts) {
        return alerts.stream().map(Alert::id).collect(toUnmodifiableSet());
    }
}
