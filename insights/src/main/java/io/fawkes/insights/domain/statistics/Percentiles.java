package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Continuous percentiles over exact samples, as {@code percentile_cont} of PostgreSQL: the value at rank
 * {@code p (n - 1)} of the sorted samples, interpolated between its neighbours. The median of 315 and 670 is 492.5.
 */
public final class Percentiles {
    private static final int WHOLE = 100;

    private Percentiles() {}

    /** Percentile 0 to 100 of {@code sorted} samples in ascending order, at least one; exact to the nanosecond. */
    public static Duration of(int percentile, List<Duration> sorted) {
        int hundredths = percentile * (sorted.size() - 1);
        int below = hundredths / WHOLE;
        int rest = hundredths % WHOLE;
        Duration low = sorted.get(below);
        Duration high = rest == 0 ? low : sorted.get(below + 1);
        return low.plus(high.minus(low).multipliedBy(rest).dividedBy(WHOLE));
    }

    /** Percentile 0 to 100 of {@code sorted} samples in ascending order, at least one. */
    public static double of(int percentile, double... sorted) {
        double rank = percentile * (sorted.length - 1.0) / WHOLE;
        int below = (int) rank;
        double low = sorted[below];
        return below + 1 == sorted.length ? low : low + (sorted[below + 1] - low) * (rank - below);
    }

    /** Median of {@code samples} in any order, at least one. */
    public static double median(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = (sorted.length - 1) / 2;
        return (sorted[middle] + sorted[sorted.length / 2]) / 2;
    }
}
