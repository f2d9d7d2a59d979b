package io.fawkes.benchmarks.load;

import java.time.Duration;

/**
 * When calls are to begin: evenly spaced, whatever becomes of them.
 *
 * @param number how many
 * @param gap from one to the next
 */
public record Schedule(int number, Duration gap) {

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    /** {@code perSecond} calls in each of {@code seconds}. */
    public static Schedule of(int perSecond, int seconds) {
        return new Schedule(perSecond * seconds, Duration.ofNanos(NANOS_PER_SECOND / perSecond));
    }

    /** When call {@code index} is to begin, in nanoseconds after the first. */
    public long due(int index) {
        return gap.toNanos() * index;
    }
}
