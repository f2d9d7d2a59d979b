package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Continuous percentiles over exact samples, as {@code percentile_cont} of PostgreSQL: the value at rank
 * {@code p (n - 1)} of the sorted samples, interpolated between its neighbours. The median of 315 and 670 is 492.5.
 */
public final class Percentiles {
    private Percentiles() {}

    /** Percentile {@code p}, 0 to 1, of {@code sorted} samples in ascending order, at least one. */
    public static Duration of(double p, List<Duration> sorted) {
        double rank = p * (sorted.size() - 1);
        int below = (int) Math.floor(rank);
        Duration low = sorted.get(below);
        Duration high = sorted.get((int) Math.ceil(rank));
        return low.plusNanos(Math.round((rank - below) * high.minus(low).toNanos()));
    }

    /** Percentile {@code p}, 0 to 1, of {@code samples} in any order, at least one. */
    public static double of(double p, double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double rank = p * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        double low = sorted[below];
        double high = sorted[(int) Math.ceil(rank)];
        return low + (rank - below) * (high - low);
    }
}
