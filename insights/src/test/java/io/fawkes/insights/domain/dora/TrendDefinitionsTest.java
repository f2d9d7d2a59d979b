package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendDefinitionsTest {
    private static final int FIRST = 2;
    private static final int MIDDLE = 16;
    private static final int LAST = 30;

    @Test
    void longerTimesThanInTheWindowBeforeAreAWorsening() {
        Trend trend = trend(Metric.CHANGE_LEAD_TIME, daily(2, 6));

        assertEquals(Verdict.WORSENED, trend.verdict());
        assertEquals(15, trend.n());
        assertEquals(14, trend.before());
        assertEquals(Trend.Value.of(Duration.ofHours(2)), trend.previous());
        assertNotNull(trend.p());
        assertTrue(trend.p() < 0.001);
    }

    @Test
    void shorterTimesAreAnImprovement() {
        assertEquals(
                Verdict.IMPROVED, trend(Metric.CHANGE_LEAD_TIME, daily(6, 2)).verdict());
    }

    @Test
    void whatChanceMayHaveMadeIsNoClearChange() {
        assertEquals(
                Verdict.NO_CLEAR_CHANGE,
                trend(Metric.CHANGE_LEAD_TIME, daily(2, 2)).verdict());
        assertEquals(
                Verdict.NO_CLEAR_CHANGE,
                trend(Metric.DEPLOYMENT_FREQUENCY, daily(2, 2)).verdict());
    }

    @Test
    void moreDeploymentsADayAreAnImprovement() {
        Story story = daily(2, 2);
        for (int day = MIDDLE; day <= LAST; day++) {
            story.deployed("a" + day, "%02d 13:00".formatted(day)).deployed("b" + day, "%02d 14:00".formatted(day));
        }
        Trend trend = trend(Metric.DEPLOYMENT_FREQUENCY, story);

        assertEquals(Verdict.IMPROVED, trend.verdict());
        assertEquals(15, trend.n());
    }

    @Test
    void theUsualValueIsTheMedianOfTheWindowsThatHaveOne() {
        Trend trend = trend(Metric.CHANGE_LEAD_TIME, daily(2, 6));

        assertEquals(1, trend.windows());
        assertEquals(Trend.Value.of(Duration.ofHours(2)), trend.usual());
    }

    @Test
    void fewSamplesGiveNoVerdictButAReason() {
        Trend trend = trend(Metric.RECOVERY_TIME, daily(2, 2));

        assertNull(trend.verdict());
        assertEquals(NullReason.TOO_FEW_SAMPLES, trend.nullReason());
        assertNull(trend.previous());
    }

    @Test
    void nobodyWhoDoesNotAskIsTold() {
        assertEquals(List.of(), daily(2, 6).answer().trends());
    }

    private static Trend trend(Metric metric, Story story) {
        return story.on(Terms.USUAL.compared()).between(at("16 00:00"), at("31 00:00")).answer().trends().stream()
                .filter(trend -> trend.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    /** A deployment each noon, of one commit that is so many hours old: {@code before} the sixteenth, and {@code since}. */
    private static Story daily(int before, int since) {
        Story story = new Story().deployed("c1", "01 12:00");
        for (int day = FIRST; day <= LAST; day++) {
            Instant noon = at("%02d 12:00".formatted(day));
            int age = day < MIDDLE ? before : since;
            story.commit("c" + day, noon.minus(Duration.ofHours(age)), false, "c" + (day - 1))
                    .deployed("c" + day, "%02d 12:00".formatted(day));
        }
        return story;
    }
}
