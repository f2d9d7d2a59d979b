package io.fawkes.insights.domain.fact;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which service owns a source key. The catalog refuses two claims of one key; should the feed show both for a moment,
 * the service whose id sorts first owns it, so that the order of arrival decides nothing.
 */
final class Claims {
    private final Map<SourceKey, NavigableSet<ServiceId>> claimants = new HashMap<>();

    Optional<ServiceId> owner(SourceKey key) {
        NavigableSet<ServiceId> ids = claimants.get(key);
        return ids == null || ids.isEmpty() ? Optional.empty() : Optional.of(ids.first());
    }

    void replace(ServiceId id, Set<SourceKey> before, Set<SourceKey> after) {
        before.forEach(key -> claimants.getOrDefault(key, new TreeSet<>()).remove(id));
        after.forEach(
                key -> claimants.computeIfAbsent(key, _ -> new TreeSet<>()).add(id));
    }
}
