package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The median of durations of which some have not ended yet: the product-limit estimator of Kaplan and Meier (1958).
 *
 * <p>At each ended duration t the share that lasts longer is multiplied by 1 - d/n, where d end at t and n last at least
 * as long, those that still run included; the median is the first t at which that share is a half or less. Ended after 1 h
 * and 2 h, still running after 3 h: 2 h. Leaving out the one that runs would say 1.5 h.
 */
public final class KaplanMeier {
    private static final double HALF = 0.5;
    private static final double ROUNDING = 1e-12;

    private KaplanMeier() {}

    /** Median of {@code ended} and {@code running} durations in nanoseconds; empty while fewer than half are known to have ended. */
    public static Optional<Duration> median(long[] ended, long[] running) {
        long[] endings = sorted(ended);
        long[] censored = sorted(running);
        double lasting = 1;
        int gone = 0;
        int left = 0;
        while (gone < endings.length) {
            long time = endings[gone];
            left = Nanos.firstFrom(time, censored, left, censored.length);
            int after = Nanos.firstFrom(time + 1, endings, gone, endings.length);
            int atRisk = endings.length - gone + censored.length - left;
            lasting *= 1 - (double) (after - gone) / atRisk;
            if (lasting <= HALF + ROUNDING) {
                return Optional.of(Duration.ofNanos(time));
            }
            gone = after;
        }
        return Optional.empty();
    }

    private static long[] sorted(long... durations) {
        long[] sorted = durations.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
