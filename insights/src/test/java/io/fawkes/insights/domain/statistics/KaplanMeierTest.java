package io.fawkes.insights.domain.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {

    @Test
    void theRunningOnesPullTheMedianUp() {
        assertEquals(Optional.of(Duration.ofHours(2)), KaplanMeier.median(hours(1, 2), hours(3)));
        assertEquals(Optional.of(Duration.ofHours(1)), KaplanMeier.median(hours(1, 2), hours()));
    }

    /** Remission under 6-MP, Freireich and others 1963, as in every textbook: median 23 weeks; placebo: 8. */
    @Test
    void theTextbookExampleHasItsMedian() {
        assertEquals(
                Optional.of(Duration.ofHours(23)),
                KaplanMeier.median(
                        hours(6, 6, 6, 7, 10, 13, 16, 22, 23), hours(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)));
        assertEquals(
                Optional.of(Duration.ofHours(8)),
                KaplanMeier.median(
                        hours(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), hours()));
    }

    @Test
    void withFewerThanHalfEndedThereIsNone() {
        assertEquals(Optional.empty(), KaplanMeier.median(hours(1), hours(2, 3)));
        assertEquals(Optional.empty(), KaplanMeier.median(hours(), hours()));
    }

    @Test
    void whatRanShorterThanTheFirstEndSaysNothing() {
        assertEquals(Optional.of(Duration.ofHours(5)), KaplanMeier.median(hours(5), hours(1, 1, 1)));
    }

    private static long[] hours(int... hours) {
        return IntStream.of(hours)
                .mapToLong(hour -> Duration.ofHours(hour).toNanos())
                .toArray();
    }
}
