package io.fawkes.alerting.domain.routing;

import java.util.List;
import java.util.Optional;

/**
 * Who is told of what: the tree and the receivers that it leads to.
 *
 * @param tree all routes
 * @param receivers all receivers, in the order of the configuration
 */
public record Routing(RoutingTree tree, List<Receiver> receivers) {

    public Routing {
        receivers = List.copyOf(receivers);
    }

    /** The receiver of that name; empty if the configuration has none. */
    public Optional<Receiver> receiver(String name) {
        return receivers.stream()
                .filter(receiver -> receiver.name().equals(name))
                .findFirst();
    }

    /** Whether a route leads to {@code receiver}. */
    public boolean isRouted(Receiver receiver) {
        return tree.all().anyMatch(route -> route.receiver().equals(receiver.name()));
    }
}
