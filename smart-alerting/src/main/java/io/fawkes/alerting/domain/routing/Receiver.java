package io.fawkes.alerting.domain.routing;

import java.util.List;

/**
 * Someone who is told of groups.
 *
 * @param name unique
 * @param integrations the ways in which it is told; none means that groups are kept and nobody is told
 */
public record Receiver(String name, List<Integration> integrations) {

    public Receiver {
        integrations = List.copyOf(integrations);
    }
}
