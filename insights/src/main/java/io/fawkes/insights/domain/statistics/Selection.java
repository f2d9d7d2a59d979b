package io.fawkes.insights.domain.statistics;

import java.util.Arrays;

/**
 * Finds the sample of one rank without sorting all: Hoare's quickselect with the median of three as pivot. Where pivots go on
 * being bad the rest is sorted, so that no order of samples makes it slow.
 */
final class Selection {
    private static final int FEW = 40;
    private static final int TRIES_PER_BIT = 2;

    private Selection() {}

    /**
     * Puts the sample of {@code rank} where sorting would put it, none greater before and none less after it; the samples before
     * {@code from} are in such places already.
     */
    static void select(int rank, long[] samples, int from) {
        int low = from;
        int high = samples.length - 1;
        int tries = TRIES_PER_BIT * (Integer.SIZE - Integer.numberOfLeadingZeros(samples.length));
        while (high - low > FEW && tries-- > 0) {
            long pivot = medianOfThree(samples[low], samples[(low + high) >>> 1], samples[high]);
            int below = low;
            int above = high;
            while (below <= above) {
                while (samples[below] < pivot) {
                    below++;
                }
                while (samples[above] > pivot) {
                    above--;
                }
                if (below <= above) {
                    long sample = samples[below];
                    samples[below++] = samples[above];
                    samples[above--] = sample;
                }
            }
            if (rank > above && rank < below) {
                return;
            }
            high = rank <= above ? above : high;
            low = rank >= below ? below : low;
        }
        Arrays.sort(samples, low, high + 1);
    }

    private static long medianOfThree(long one, long two, long three) {
        return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
    }
}
