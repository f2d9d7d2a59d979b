package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a duration in a few numbers; all but {@code n} are null without samples, because unknown is not zero.
 *
 * @param p50 median, interpolated as {@link Percentiles} says; so are the others
 * @param mean sum divided by n, to the nanosecond below
 */
public record DurationSummary(
        int n,
        @Nullable Duration p50,
        @Nullable Duration p75,
        @Nullable Duration p90,
        @Nullable Duration p95,
        @Nullable Duration mean,
        @Nullable Duration min,
        @Nullable Duration max) {
    private static final DurationSummary NONE = new DurationSummary(0, null, null, null, null, null, null, null);
    private static final long SECOND = 1_000_000_000;

    /** Sums up {@code samples} in nanoseconds, none negative, in any order, which it changes. */
    public static DurationSummary of(long... samples) {
        if (samples.length == 0) {
            return NONE;
        }
        long[] percentiles = Percentiles.of(samples, 50, 75, 90, 95);
        return new DurationSummary(
                samples.length,
                Duration.ofNanos(percentiles[0]),
                Duration.ofNanos(percentiles[1]),
                Duration.ofNanos(percentiles[2]),
                Duration.ofNanos(percentiles[3]),
                sum(samples).dividedBy(samples.length),
                Duration.ofNanos(Arrays.stream(samples).min().orElseThrow()),
                Duration.ofNanos(Arrays.stream(samples).max().orElseThrow()));
    }

    /** Median of {@code samples}, in any order, which it changes; null without one. */
    public static @Nullable Duration median(long... samples) {
        return samples.length == 0 ? null : Duration.ofNanos(Percentiles.of(samples, 50)[0]);
    }

    /** Sum of {@code samples} in nanoseconds, which may be more than a {@code long} holds. */
    public static Duration sum(long... samples) {
        long seconds = 0;
        long nanos = 0;
        for (long sample : samples) {
            seconds += sample / SECOND;
            nanos += sample % SECOND;
        }
        return Duration.ofSeconds(seconds, nanos);
    }
}
