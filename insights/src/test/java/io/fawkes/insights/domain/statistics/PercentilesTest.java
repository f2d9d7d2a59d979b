package io.fawkes.insights.domain.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void theMedianOf315And670Is492AndAHalf() {
        assertEquals(492.5, Percentiles.median(670, 315));
    }

    @Test
    void noSamplesGiveNoValues() {
        DurationSummary none = DurationSummary.of(List.of());

        assertEquals(0, none.n());
        assertNull(none.p50());
        assertNull(none.max());
    }

    @RepeatedTest(50)
    void agreesWithExactArithmetic() {
        System.out.println("seed " + seed);
        List<Duration> samples = samples(1 + random.nextInt(40));
        DurationSummary summary = DurationSummary.of(samples);

        assertEquals(exact("0.5", samples), summary.p50(), "seed " + seed);
        assertEquals(exact("0.9", samples), summary.p90(), "seed " + seed);
    }

    private List<Duration> samples(int count) {
        List<Duration> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Duration.ofSeconds(random.nextInt(30_000_000)));
        }
        return samples;
    }

    /** Rank p (n - 1) in decimal arithmetic, to the nanosecond. */
    private static Duration exact(String p, List<Duration> samples) {
        List<Duration> sorted = samples.stream().sorted().toList();
        BigDecimal rank = new BigDecimal(p).multiply(BigDecimal.valueOf(sorted.size() - 1L));
        int below = rank.setScale(0, RoundingMode.FLOOR).intValueExact();
        BigDecimal share = rank.subtract(BigDecimal.valueOf(below));
        Duration low = sorted.get(below);
        Duration high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        BigDecimal nanos = share.multiply(BigDecimal.valueOf(high.minus(low).toNanos()));
        return low.plusNanos(nanos.setScale(0, RoundingMode.FLOOR).longValueExact());
    }
}
