package io.fawkes.insights.domain.statistics;

import java.util.Arrays;

/**
 * Whether samples of one kind tend to be greater than those of another: the rank sum test of Wilcoxon (1945), Mann and Whitney
 * (1947), two-sided, by the normal approximation with corrections for ties and continuity. It asks nothing of how the samples are
 * spread; of samples that are 0 or 1 it compares two shares.
 *
 * <p>19, 22, 16, 29, 24 and 20, 11, 17, 12: U is 17 of 20, p is 0.111.
 *
 * @param p chance of a difference like this or greater where there is none, 0 to 1
 * @param tendency above 0 if the first tend to be greater, below 0 if the second do
 */
public record RankTest(double p, double tendency) {
    private static final double CONTINUITY = 0.5;

    /** Compares {@code one} with {@code other}, at least one sample each. */
    public static RankTest of(long[] one, long[] other) {
        long[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        double pairs = (double) one.length * other.length;
        double difference = rankSum(one, all) - one.length * (one.length + 1.0) / 2 - pairs / 2;
        double variance = pairs / 12 * (all.length + 1 - ties(all) / (all.length * (all.length - 1.0)));
        double z = variance <= 0 ? 0 : Math.max(0, Math.abs(difference) - CONTINUITY) / Math.sqrt(variance);
        return new RankTest(z == 0 ? 1 : erfc(z / Math.sqrt(2)), difference);
    }

    /** Sum of the ranks of {@code some} among {@code all}, which are in order; what is equal shares its ranks. */
    private static double rankSum(long[] some, long[] all) {
        double sum = 0;
        for (long sample : some) {
            int first = Nanos.firstFrom(sample, all, 0, all.length);
            int after = sample == Long.MAX_VALUE ? all.length : Nanos.firstFrom(sample + 1, all, first, all.length);
            sum += (first + 1 + after) / 2.0;
        }
        return sum;
    }

    /** Sum of t cubed less t over the groups of t equal samples. */
    private static double ties(long... sorted) {
        double sum = 0;
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[first]) {
                double alike = i - first;
                sum += alike * alike * alike - alike;
                first = i;
            }
        }
        return sum;
    }

    /** Complementary error function of x from 0 on; Abramowitz and Stegun (1964), 7.1.26: off by at most 1.5e-7. */
    private static double erfc(double x) {
        double t = 1 / (1 + 0.3275911 * x);
        double sum = 1.061405429;
        for (double term : new double[] {-1.453152027, 1.421413741, -0.284496736, 0.254829592}) {
            sum = sum * t + term;
        }
        return sum * t * Math.exp(-x * x);
    }
}
