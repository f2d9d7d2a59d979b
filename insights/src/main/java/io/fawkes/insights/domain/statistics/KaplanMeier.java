package io.fawkes.insights.domain.statistics;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Median of {@code ended} and {@code running} durations; empty while fewer than half are known to have ended. */
    public static Optional<Duration> median(Collection<Duration> ended, Collection<Duration> running) {
        NavigableMap<Duration, Integer> endings = count(ended);
        NavigableMap<Duration, Integer> censored = count(running);
        int atRisk = ended.size() + running.size();
        int gone = 0;
        double lasting = 1;
        for (Map.Entry<Duration, Integer> ending : endings.entrySet()) {
            int n = atRisk - gone - sum(censored.headMap(ending.getKey(), false).values());
            lasting *= 1 - (double) ending.getValue() / n;
            gone += ending.getValue();
            if (lasting <= HALF + ROUNDING) {
                return Optional.of(ending.getKey());
            }
        }
        return Optional.empty();
    }

    private static NavigableMap<Duration, Integer> count(Collection<Duration> durations) {
        NavigableMap<Duration, Integer> counts = new TreeMap<>();
        durations.forEach(duration -> counts.merge(duration, 1, Integer::sum));
        return counts;
    }

    private static int sum(Collection<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
