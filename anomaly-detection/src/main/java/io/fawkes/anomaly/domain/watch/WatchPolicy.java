package io.fawkes.anomaly.domain.watch;

import java.time.Duration;

/**
 * How rules are watched.
 *
 * @param lookBack events of the first reading of the past that began earlier than this before it open nothing
 * @param overlapSteps steps that are asked for again, for series whose samples came late
 * @param checkpointEvery how often a series' state is kept at most, unless an event changes
 * @param pointsPerQuery most points asked for at once; Prometheus refuses more than 11,000
 */
public record WatchPolicy(Duration lookBack, int overlapSteps, Duration checkpointEvery, int pointsPerQuery) {

    /** What a watcher does unless told otherwise. */
    public static final WatchPolicy DEFAULT = new WatchPolicy(Duration.ofHours(24), 5, Duration.ofMinutes(5), 1_000);

    /** This policy with another look-back. */
    public WatchPolicy withLookBack(Duration other) {
        return new WatchPolicy(other, overlapSteps, checkpointEvery, pointsPerQuery);
    }
}
