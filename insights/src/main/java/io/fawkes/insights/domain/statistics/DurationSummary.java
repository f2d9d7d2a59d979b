package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

    /** Sums up {@code samples}, in any order. */
    public static DurationSummary of(Collection<Duration> samples) {
        if (samples.isEmpty()) {
            return NONE;
        }
        List<Duration> sorted = samples.stream().sorted().toList();
        return new DurationSummary(
                sorted.size(),
                Percentiles.of(50, sorted),
                Percentiles.of(75, sorted),
                Percentiles.of(90, sorted),
                Percentiles.of(95, sorted),
                sum(sorted).dividedBy(sorted.size()),
                sorted.getFirst(),
                sorted.getLast());
    }

    /** Sum of {@code samples}. */
    public static Duration sum(Collection<Duration> samples) {
        return samples.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
