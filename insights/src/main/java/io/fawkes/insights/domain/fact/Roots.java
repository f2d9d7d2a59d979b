package io.fawkes.insights.domain.fact;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Incidents that name what the service is known by in which their cause lies. Few do. One thread owns it. */
final class Roots {
    private final Map<String, SourceKey> roots = new HashMap<>();
    private final Map<SourceKey, NavigableSet<String>> incidents = new HashMap<>();

    /** {@code incident} as it is now; what it named before. */
    Optional<SourceKey> note(IncidentFact incident) {
        Optional<SourceKey> before = forget(incident.name());
        SourceKey root = incident.root();
        if (root != null) {
            note(incident.name(), root);
        }
        return before;
    }

    /** The incident of that name has {@code root}. */
    void note(String incident, SourceKey root) {
        roots.put(incident, root);
        incidents.computeIfAbsent(root, _ -> new TreeSet<>()).add(incident);
    }

    /** Names of incidents that name {@code root}, in order. */
    Collection<String> of(SourceKey root) {
        return incidents.getOrDefault(root, new TreeSet<>());
    }

    /** What the incident of that name named, which it does no longer. */
    Optional<SourceKey> forget(String incident) {
        SourceKey root = roots.remove(incident);
        if (root != null) {
            incidents.getOrDefault(root, new TreeSet<>()).remove(incident);
        }
        return Optional.ofNullable(root);
    }

    /** What each incident names that names any, by its name. */
    Map<String, SourceKey> all() {
        return roots;
    }
}
