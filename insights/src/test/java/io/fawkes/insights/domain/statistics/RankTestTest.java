package io.fawkes.insights.domain.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RankTestTest {
    private static final long[] MALES = {19, 22, 16, 29, 24};
    private static final long[] FEMALES = {20, 11, 17, 12};

    /** The example of SciPy's documentation of mannwhitneyu, by its asymptotic method. */
    @Test
    void thePublishedExampleHasItsP() {
        RankTest test = RankTest.of(MALES, FEMALES);

        assertEquals(0.11134688653314041, test.p(), 1e-6);
        assertEquals(7, test.tendency());
    }

    @Test
    void whatIsEqualThroughoutSaysNothing() {
        assertEquals(new RankTest(1, 0), RankTest.of(new long[] {5, 5, 5}, new long[] {5, 5}));
    }

    @Test
    void theGreaterOnesAreSeen() {
        RankTest test = RankTest.of(new long[] {1, 2, 3, 4, 5, 6}, new long[] {11, 12, 13, 14, 15, 16});

        assertTrue(test.p() < 0.01);
        assertTrue(test.tendency() < 0);
    }

    @RepeatedTest(20)
    void theOtherWayRoundItIsTheSameTheOtherWayRound() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long[] one = random.longs(1 + random.nextInt(30), 0, 20).toArray();
        long[] other = random.longs(1 + random.nextInt(30), 0, 20).toArray();

        assertEquals(RankTest.of(other, one).p(), RankTest.of(one, other).p(), 1e-12, "seed " + seed);
        assertEquals(
                -RankTest.of(other, one).tendency(), RankTest.of(one, other).tendency(), 1e-9, "seed " + seed);
    }
}
