package io.fawkes.insights.domain.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kinds of rollouts apart by what was live before them.
 *
 * <p>Versions are ranked by when production first had them. One that ranks below the live version comes back by a
 * rollback; one that ranks above it and was there before is released again: {@code V1 V2 V1 V2} is baseline, change,
 * rollback, re-release.
 */
final class History {
    /** No delivery that can be asked about is older; what claims to be comes from a clock that was never set. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, String> live = new HashMap<>();
    /** Version of the configuration that is live; empty where nobody told. */
    private final Map<String, String> configs = new HashMap<>();

    private final Map<String, Set<String>> seen = new HashMap<>();

    private History() {}

    /** {@code rollouts} with their kinds; both in the order they happened. */
    static List<Deployment> of(List<Rollout> rollouts) {
        History history = new History();
        List<Deployment> deployments = new ArrayList<>(rollouts.size());
        rollouts.forEach(rollout -> deployments.add(history.next(rollout)));
        return List.copyOf(deployments);
    }

    private Deployment next(Rollout rollout) {
        if (rollout.time().isBefore(EARLIEST)) {
            return Deployment.of(rollout, Kind.MISDATED, false);
        }
        return switch (rollout.status()) {
            case SUCCEEDED -> success(rollout);
            case FAILED -> Deployment.of(rollout, Kind.FAILED_ROLLOUT, false);
            case CANCELLED -> Deployment.of(rollout, Kind.CANCELLED, false);
            case IN_PROGRESS -> Deployment.of(rollout, Kind.IN_PROGRESS, false);
        };
    }

    private Deployment success(Rollout rollout) {
        String before = live.get(rollout.environment());
        boolean known = ranks.containsKey(rollout.revision());
        Kind kind = known ? kindOfKnown(rollout, before) : ranks.isEmpty() ? Kind.BASELINE : Kind.CHANGE;
        remember(rollout);
        return Deployment.of(rollout, kind, known && kind == Kind.CHANGE);
    }

    private Kind kindOfKnown(Rollout rollout, @Nullable String before) {
        if (before == null) {
            return Kind.REDEPLOY;
        }
        if (before.equals(rollout.revision())) {
            return bringsConfig(rollout) ? Kind.CONFIG : Kind.REDEPLOY;
        }
        if (rank(rollout.revision()) < rank(before)) {
            return Kind.ROLLBACK;
        }
        boolean seenHere = seen.getOrDefault(rollout.environment(), Set.of()).contains(rollout.revision());
        return seenHere ? Kind.CHANGE : Kind.REDEPLOY;
    }

    private boolean bringsConfig(Rollout rollout) {
        String known = configs.getOrDefault(rollout.environment(), "");
        return !known.isEmpty() && !rollout.config().isEmpty() && !known.equals(rollout.config());
    }

    private int rank(String revision) {
        return ranks.getOrDefault(revision, Integer.MAX_VALUE);
    }

    private void remember(Rollout rollout) {
        ranks.putIfAbsent(rollout.revision(), ranks.size());
        String before = live.put(rollout.environment(), rollout.revision());
        if (!rollout.config().isEmpty() || !rollout.revision().equals(before)) {
            configs.put(rollout.environment(), rollout.config());
        }
        seen.computeIfAbsent(rollout.environment(), _ -> new HashSet<>()).add(rollout.revision());
    }
}
