package io.fawkes.insights.domain.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rollback and what it went back past. Going from V3 past V2 to V1 says that V2 was bad; V3 was carried along.
 *
 * @param rollback the deployment that went back
 * @param passed changes it went back past, in the order they came live; the first is the cause unless an incident says
 *     otherwise; never empty
 */
record Retreat(Deployment rollback, List<Deployment> passed) {

    /** Rollbacks among {@code deployments}, which come in the order they happened. */
    static List<Retreat> among(List<Deployment> deployments) {
        Map<String, List<Deployment>> environments = new HashMap<>();
        Map<String, Deployment> changes = new HashMap<>();
        List<Retreat> retreats = new ArrayList<>();
        for (Deployment deployment : deployments) {
            if (deployment.kind() == Kind.CHANGE) {
                changes.put(deployment.revision(), deployment);
            }
            if (deployment.succeeded()) {
                List<Deployment> before =
                        environments.computeIfAbsent(deployment.environment(), _ -> new ArrayList<>());
                retreatOf(deployment, before, changes).forEach(retreats::add);
                before.add(deployment);
            }
        }
        return retreats;
    }

    /** The changes without the first. */
    List<Deployment> carried() {
        return passed.subList(1, passed.size());
    }

    private static List<Retreat> retreatOf(
            Deployment deployment, List<Deployment> before, Map<String, Deployment> changes) {
        if (deployment.kind() != Kind.ROLLBACK) {
            return List.of();
        }
        Set<Deployment> passed = new LinkedHashSet<>();
        for (Deployment past : sinceTarget(deployment, before)) {
            Deployment change = past.isChange() ? past : changes.get(past.revision());
            if (change != null) {
                passed.add(change);
            }
        }
        return passed.isEmpty() ? List.of() : List.of(new Retreat(deployment, List.copyOf(passed)));
    }

    private static List<Deployment> sinceTarget(Deployment rollback, List<Deployment> before) {
        int target = before.size() - 1;
        while (target >= 0 && !before.get(target).revision().equals(rollback.revision())) {
            target--;
        }
        return before.subList(target + 1, before.size());
    }
}
