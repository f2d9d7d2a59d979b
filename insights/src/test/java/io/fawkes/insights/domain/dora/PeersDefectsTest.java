package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fawkes.insights.domain.fact.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other tools get wrong, each held against us. */
class PeersDefectsTest {

    /** DevLake counts Jenkins' ABORTED as a failure. */
    @Test
    void aCancelledRolloutIsNoFailureOfAnyKind() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", at("03 10:00"), "production", DeploymentStatus.CANCELLED, "jenkins")
                .deployed("v3", "04 10:00");

        assertEquals(0, story.answer().changeFailRate().failed());
        assertEquals(0, story.answer().measures().rolloutFailureRate().hits());
        assertEquals(2, story.answer().measures().rolloutFailureRate().n());
    }

    /** dorametrix collapses the days of a window to one: two deployments in a year become two a day. */
    @Test
    void twoDeploymentsInAYearAreTwoInAYear() {
        Instant first = at("01 00:00").minus(Duration.ofDays(365));
        Double perDay = new Story()
                .deployed("v0", first, "production", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v1", first.plus(Duration.ofDays(100)), "production", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v2", first.plus(Duration.ofDays(200)), "production", DeploymentStatus.SUCCEEDED, "github")
                .between(first, at("01 00:00"))
                .answer()
                .deploymentFrequency()
                .perDay();

        assertNotNull(perDay);
        assertEquals(2.0 / 365, perDay, 1e-9);
    }

    /** dorametrix sorts numbers as text, so that 100 comes between 10 and 9. */
    @Test
    void durationsAreSortedByTheirLength() {
        Story story = new Story().deployed("v0", "01 08:00");
        String before = "v0";
        for (int lead : List.of(9, 10, 100)) {
            Instant time = at("20 00:00").plus(Duration.ofHours(lead));
            story.commit("c" + lead, time.minus(Duration.ofHours(lead)), false, before);
            story.deployed("c" + lead, time, "production", DeploymentStatus.SUCCEEDED, "github");
            before = "c" + lead;
        }

        assertEquals(hours(10), median(story));
    }

    /** Metrik's windows are closed at both ends, so that a deployment on the border counts twice. */
    @Test
    void aDeploymentOnTheBorderOfTwoWindowsCountsOnce() {
        Story story = new Story().deployed("v1", "01 08:00").deployed("v2", "10 00:00");
        int before = story.between(at("05 00:00"), at("10 00:00"))
                .answer()
                .deploymentFrequency()
                .n();
        int after = story.between(at("10 00:00"), at("15 00:00"))
                .answer()
                .deploymentFrequency()
                .n();

        assertEquals(List.of(0, 1), List.of(before, after));
    }

    /** Four Keys drops lead times of zero; Middleware counts a phase that nobody measured as zero. */
    @Test
    void aTrueZeroCountsAndAMissingStageDoesNot() {
        ChangeLeadTime leadTime = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "03 10:00", "v1")
                .deployed("v2", "03 10:00")
                .answer()
                .changeLeadTime();

        assertEquals(1, leadTime.time().n());
        assertEquals(Duration.ZERO, leadTime.time().p50());
        assertEquals(
                List.of(LeadTimeStage.DEPLOY),
                leadTime.stages().stream().map(StageTime::stage).toList());
    }

    /** DevLake sums phases and drops negative ones: 1598 minutes are reported where 158 lie between commit and deployment. */
    @Test
    void phasesOutOfOrderDoNotInflateTheLeadTime() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("head", "03 09:00", "v1")
                .commit("squash", "03 09:00", "v1")
                .pull("7", "head", "v1", "squash", "02 09:00", "03 11:00")
                .deployed(
                        "squash",
                        at("03 09:00").plus(Duration.ofMinutes(158)),
                        "production",
                        DeploymentStatus.SUCCEEDED,
                        "github");

        assertEquals(Duration.ofMinutes(158), median(story));
        assertEquals(
                Map.of(LeadTimeStage.CODING, 0L, LeadTimeStage.REVIEW, 120L, LeadTimeStage.DEPLOY, 38L),
                story.answer().changeLeadTime().stages().stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableMap(
                                StageTime::stage, stage -> stage.total().toMinutes())));
    }

    /** Uplevel and Datadog's earlier rule change the denominator with the remedy; ours holds changes only. */
    @Test
    void rollbacksAreInNeitherPartOfTheFailRate() {
        ChangeFailRate rate = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 12:00")
                .answer()
                .changeFailRate();

        assertEquals(List.of(1, 1), List.of(rate.n(), rate.failed()));
    }

    /** liatrio's frequency counts failed deployments too. */
    @Test
    void aFailedRolloutIsNoDeployment() {
        Story story = new Story().deployed("v1", "02 10:00").failed("v2", "03 10:00");

        assertEquals(0, story.answer().deploymentFrequency().n());
        assertNull(story.answer().changeFailRate().rate());
    }

    /** DevLake calls ten deployments on Mondays only "high". */
    @Test
    void tenOnMondaysAreOnDemand() {
        Story story = new Story().deployed("v0", "01 08:00");
        for (String monday : List.of("02", "09", "16", "23")) {
            for (int hour = 8; hour < 18; hour++) {
                story.deployed("w" + monday + hour, "%s %02d:00".formatted(monday, hour));
            }
        }
        MetricLevel level = story.answer().grades().metrics().getFirst();

        assertEquals(Level.ELITE, level.level());
        assertEquals(10.0, level.score());
    }

    private static Duration median(Story story) {
        Duration median = story.answer().changeLeadTime().time().p50();
        assertNotNull(median);
        return median;
    }
}
