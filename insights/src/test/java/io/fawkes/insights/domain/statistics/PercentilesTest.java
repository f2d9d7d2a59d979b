package io.fawkes.insights.domain.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
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
        DurationSummary none = DurationSummary.of();

        assertEquals(0, none.n());
        assertNull(none.p50());
        assertNull(none.max());
    }

    @RepeatedTest(50)
    void agreesWithExactArithmetic() {
        System.out.println("seed " + seed);
        List<Duration> samples = samples(1 + random.nextInt(40));
        DurationSummary summary =
                DurationSummary.of(samples.stream().mapToLong(Duration::toNanos).toArray());

        assertEquals(exact("0.5", samples), summary.p50(), "seed " + seed);
        assertEquals(exact("0.9", samples), summary.p90(), "seed " + seed);
    }

    @RepeatedTest(50)
    void selectingFindsWhatSortingWould() {
        System.out.println("seed " + seed);
        long[] samples = random.longs(1 + random.nextInt(3_000), 0, 1 + random.nextInt(100_000))
                .toArray();
        List<Duration> durations =
                LongStream.of(samples).mapToObj(Duration::ofNanos).toList();
        DurationSummary summary = DurationSummary.of(samples);

        assertEquals(exact("0.5", durations), summary.p50(), "seed " + seed);
        assertEquals(exact("0.75", durations), summary.p75(), "seed " + seed);
        assertEquals(exact("0.9", durations), summary.p90(), "seed " + seed);
        assertEquals(exact("0.95", durations), summary.p95(), "seed " + seed);
        assertEquals(durations.stream().max(Duration::compareTo).orElseThrow(), summary.max(), "seed " + seed);
    }

    @Test
    void anOrderMadeToMisleadPivotsIsAnsweredAllTheSame() {
        long[] organPipe = LongStream.concat(
                        LongStream.range(0, 50_000), LongStream.range(0, 50_000).map(i -> 50_000 - i))
                .toArray();

        assertEquals(Duration.ofNanos(25_000), DurationSummary.median(organPipe));
    }

    @Test
    void aSumMayBeLongerThanALongOfNanosecondsHolds() {
        long century = Duration.ofDays(36_525).toNanos();

        assertEquals(Duration.ofDays(36_525 * 4), DurationSummary.sum(century, century, century, century));
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
