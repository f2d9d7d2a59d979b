package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a deployment stands, judged over all its status changes at once, so that their order of arrival is nothing.
 *
 * @param status the first success if there was one, else the first other end, else the furthest step
 * @param finishedAt when it ended; empty while it runs
 */
public record Rollout(RolloutStatus status, Optional<Instant> finishedAt) {

    private static final Comparator<StatusChange> EARLIEST =
            Comparator.comparing(StatusChange::occurredAt).thenComparing(StatusChange::status);

    /** Judges {@code changes}; empty if there are none. A success counts from its first report (dora.md 4.1). */
    public static Optional<Rollout> of(Collection<StatusChange> changes) {
        return first(changes, RolloutStatus.SUCCEEDED)
                .or(() -> firstEnd(changes))
                .or(() -> furthest(changes));
    }

    private static Optional<Rollout> first(Collection<StatusChange> changes, RolloutStatus status) {
        return changes.stream()
                .filter(change -> change.status() == status)
                .min(EARLIEST)
                .map(Rollout::ended);
    }

    private static Optional<Rollout> firstEnd(Collection<StatusChange> changes) {
        return changes.stream()
                .filter(change -> change.status().isEnd())
                .min(EARLIEST)
                .map(Rollout::ended);
    }

    private static Optional<Rollout> furthest(Collection<StatusChange> changes) {
        return changes.stream()
                .map(StatusChange::status)
                .max(Comparator.naturalOrder())
                .map(status -> new Rollout(status, Optional.empty()));
    }

    private static Rollout ended(StatusChange end) {
        return new Rollout(end.status(), Optional.of(end.occurredAt()));
    }
}
