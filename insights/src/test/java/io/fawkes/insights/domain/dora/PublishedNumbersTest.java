package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.statistics.Proportion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples that others published, and the numbers that other tools get wrong. */
class PublishedNumbersTest {

    @Test
    void committedAtNineDeployedAtQuarterPastOneIsFourHoursFifteen() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 08:00")
                .commit("v2", "02 09:00", "v1")
                .deployed("v2", "02 13:15")
                .answer();

        assertEquals(Duration.parse("PT4H15M"), answer.changeLeadTime().time().p50());
    }

    @Test
    void twoOfTwentyAreTenPercent() {
        Story story = new Story().deployed("v00", "01 00:10");
        for (int day = 1; day <= 20; day++) {
            story.deployed("v%02d".formatted(day), "%02d 12:00".formatted(day));
        }
        ChangeFailRate rate = story.incident("a", "05 13:00", "05 14:00")
                .incident("b", "09 13:00", "09 14:00")
                .answer()
                .changeFailRate();

        assertEquals(20, rate.n());
        assertEquals(2, rate.failed());
        Proportion share = rate.rate();
        assertNotNull(share);
        assertEquals(0.1, share.rate(), 1e-12);
        assertEquals(0.0279, share.low(), 5e-5);
        assertEquals(0.3010, share.high(), 5e-5);
    }

    @Test
    void hurtFromTwoToQuarterToThreeIsFortyFiveMinutes() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 08:00")
                .deployed("v2", "02 13:00")
                .incident("a", "02 14:00", "02 14:45")
                .answer();

        assertEquals(Duration.ofMinutes(45), answer.recoveryTime().time().p50());
    }

    @Test
    void tenDeploymentsInSevenDaysAreOnePointFourThreeADay() {
        Story story = new Story().deployed("v0", "01 08:00");
        for (int i = 0; i < 10; i++) {
            story.deployed("w" + i, "%02d %02d:00".formatted(2 + i % 7, 8 + i));
        }
        DeploymentFrequency frequency =
                story.between(at("02 00:00"), at("09 00:00")).answer().deploymentFrequency();

        assertEquals(10, frequency.n());
        assertNotNull(frequency.perDay());
        assertEquals(1.43, frequency.perDay(), 0.005);
        assertEquals(10.0, frequency.medianPerWeek());
        assertEquals(7, frequency.deploymentDays());
    }

    @Test
    void theMedianOfTwoLeadTimesLiesBetweenThem() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 08:00")
                .commit("a", at("02 12:00").minus(Duration.ofMinutes(315)), false, "v1")
                .deployed("a", "02 12:00")
                .commit("b", at("03 12:00").minus(Duration.ofMinutes(670)), false, "a")
                .deployed("b", "03 12:00")
                .answer();

        assertEquals(
                Duration.ofSeconds(492 * 60 + 30),
                answer.changeLeadTime().time().p50());
    }

    @Test
    void incidentsDoNotMultiplyDeployments() {
        Story story = new Story().deployed("v0", "01 00:10");
        for (int day = 1; day <= 10; day++) {
            story.deployed("v" + day, "%02d 12:00".formatted(day));
        }
        for (int minute = 10; minute < 60; minute++) {
            story.incident("i" + minute, "05 13:" + minute, null);
        }
        ChangeFailRate rate = story.answer().changeFailRate();

        assertEquals(10, rate.n());
        assertEquals(1, rate.failed());
        assertTrue(rate.rate() != null && rate.rate().rate() <= 1);
    }

    @Test
    void theFirstDeploymentSwallowsNoOldChangesAndLendsThemToNoLaterOne() {
        DoraAnswer answer = new Story()
                .commit("old1", "01 01:00")
                .commit("old2", "01 02:00", "old1")
                .deployed("old2", "01 08:00")
                .commit("new", "01 09:00", "old2")
                .deployed("new", "01 10:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(Duration.ofHours(1), answer.changeLeadTime().time().max());
    }

    @Test
    void commitsOfAFailedRolloutPassOnToTheNextSuccess() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 08:00")
                .commit("a", "01 09:00", "v1")
                .failed("a", "01 10:00")
                .commit("b", "01 11:00", "a")
                .deployed("b", "01 12:00")
                .answer();

        assertEquals(2, answer.changeLeadTime().time().n());
        assertEquals(Duration.ofHours(3), answer.changeLeadTime().time().max());
    }

    @Test
    void aCommitDeployedThreeTimesCountsOnce() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 08:00")
                .commit("a", "01 09:00", "v1")
                .deployed("a", "01 10:00")
                .deployed("a", "05 10:00")
                .deployed("a", "09 10:00")
                .answer();

        assertEquals(
                List.of(1, Duration.ofHours(1)),
                List.of(
                        answer.changeLeadTime().time().n(),
                        answer.changeLeadTime().time().p50()));
    }
}
