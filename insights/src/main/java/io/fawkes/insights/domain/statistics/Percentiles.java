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

    /**
     * The {@code ascending} percentiles, 0 to 100, of {@code samples}, at least one; to the whole number below. The order of the
     * samples is changed.
     */
    public static long[] of(long[] samples, int... ascending) {
        long[] values = new long[ascending.length];
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            long hundredths = ascending[i] * (samples.length - 1L);
            int below = (int) (hundredths / WHOLE);
            Selection.select(below, samples, from);
            values[i] = between(samples, below, hundredths % WHOLE);
            from = below;
        }
        return values;
    }

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

    /** The sample at {@code below}, which none after it is less than, and {@code rest} hundredths of the way to the next. */
    private static long between(long[] samples, int below, long rest) {
        long low = samples[below];
        if (rest == 0) {
            return low;
        }
        long next = Long.MAX_VALUE;
        for (int i = below + 1; i < samples.length; i++) {
            next = Math.min(next, samples[i]);
        }
        long gap = next - low;
        return low + gap / WHOLE * rest + gap % WHOLE * rest / WHOLE;
    }
}
