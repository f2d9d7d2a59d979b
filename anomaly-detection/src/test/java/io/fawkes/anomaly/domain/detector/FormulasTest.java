package io.fawkes.anomaly.domain.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The worked examples of the formulas' descriptions. */
class FormulasTest {
    private static final int CLUSTER = 13;

    @Test
    void tailScoreOfTheExample() {
        var tail = new TailTracker();
        for (int i = 0; i < 10; i++) {
            tail.insert(i / 10.0, (long) i * CLUSTER);
        }

        assertEquals(2 / (6.1 / 17) - Math.log(11), tail.score(2), 1e-12);
        assertEquals(2, tail.recordAt(tail.score(2)), 1e-12);
    }

    @Test
    void ofAClusterOnlyTheLargestIsKept() {
        var cluster = new TailTracker();
        cluster.insert(1, 0);
        cluster.insert(3, 5);
        cluster.insert(2, 12);
        var single = new TailTracker();
        single.insert(3, 0);

        assertEquals(single.score(4), cluster.score(4), 1e-12);
    }

    @Test
    void theSmallestRecordGoesWhenALargerComes() {
        var tail = new TailTracker();
        for (int i = 0; i < 10; i++) {
            tail.insert(1 + i, (long) i * CLUSTER);
        }
        tail.insert(20, 10L * CLUSTER);
        tail.insert(0, 11L * CLUSTER);

        assertEquals(-Math.log(11), tail.score(2), 1e-12);
    }

    @Test
    void forecastsWeighByTheFourthPowerOfTheirErrors() {
        var errors = new ForecastErrors();
        double[] forecasts = {2, 1, Double.NaN, Double.NaN};
        for (int i = 0; i < 50; i++) {
            errors.learn(forecasts, 0);
        }
        Expectation together = errors.combine(forecasts);

        assertEquals(Forecast.RECENT_MEAN, together.leading());
        assertEquals(16.0 / 17, together.share(), 1e-12);
        assertEquals((2 + 16) / 17.0, together.value(), 1e-12);
    }

    @Test
    void anIncidentOfYesterdayMovesTheProfileByFiveInnovationsAtMost() {
        var profile = new Profile(86_400, 24, 0.4);
        for (int hour = 0; hour < 24 * 20; hour++) {
            profile.learn(hour * 3_600L, 100 + (hour % 48 < 24 ? 1 : -1), 0.1);
        }
        double before = profile.forecast(0);
        for (int hour = 0; hour < 24; hour++) {
            profile.learn((24 * 20 + hour) * 3_600L, hour == 0 ? 10_000 : 100, 0.1);
        }

        assertTrue(Math.abs(profile.forecast(0) - before) < 100, "from " + before + " to " + profile.forecast(0));
    }
}
