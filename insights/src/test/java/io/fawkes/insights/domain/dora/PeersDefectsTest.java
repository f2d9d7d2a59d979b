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
                Map.of(LeadTimeStage.CODING, 0L, LeadTimeStage.PICKUP, 120L, LeadTimeStage.DEPLOY, 38L),
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

    /** DevLake's panel joins every incident with every deployment; Four Keys divides joined rows by distinct deployments. */
    @Test
    void manyIncidentsNeverMakeARateAboveOne() {
        Story story = new Story().deployed("v1", "02 10:00").deployed("v2", "03 10:00");
        for (int minute = 10; minute < 40; minute++) {
            story.incident("i" + minute, "03 11:" + minute, "03 12:00");
        }
        ChangeFailRate rate = story.answer().changeFailRate();

        assertEquals(List.of(1, 1), List.of(rate.n(), rate.failed()));
        assertEquals(30, story.answer().coverage().incidentsLinked());
    }

    /** DevLake and Middleware blame the latest deployment before an incident, however old. */
    @Test
    void anOldDeploymentIsNotBlamedForANewIncident() {
        assertEquals(
                List.of(),
                new Story()
                        .deployed("v1", "01 10:00")
                        .deployed("v2", "02 10:00")
                        .incident("later", "20 10:00", "20 11:00")
                        .failures());
    }

    /** Middleware and DevLake plot a month without deployments as no failures and no lead time at all. */
    @Test
    void anEmptyMonthIsUnknownAndNotZero() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 10:00")
                .between(at("10 00:00"), at("20 00:00"))
                .answer();

        assertNull(answer.changeFailRate().rate());
        assertNull(answer.changeLeadTime().time().mean());
        assertNull(answer.recoveryTime().survivalMedian());
    }

    /** DevLake's median is the largest value up to the middle: for 315 and 670 it answers 315. */
    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        Story story = new Story().deployed("v0", "01 08:00");
        String before = "v0";
        for (int lead : List.of(315, 670)) {
            Instant time = at("20 00:00").plus(Duration.ofMinutes(lead));
            story.commit("c" + lead, time.minus(Duration.ofMinutes(lead)), false, before);
            story.deployed("c" + lead, time, "production", DeploymentStatus.SUCCEEDED, "github");
            before = "c" + lead;
        }

        assertEquals(Duration.ofSeconds(29_550), median(story));
    }

    /** DevLake lets the first deployment swallow the changes of years, and lends its baseline to later ones. */
    @Test
    void theFirstDeploymentBringsNoChanges() {
        Story story = new Story()
                .commit("old", "01 08:00")
                .commit("v1", "01 09:00", "old")
                .deployed("v1", "02 10:00")
                .commit("v2", "03 08:00", "v1")
                .deployed("v2", "03 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(hours(2), median(story));
    }

    /** DevLake takes GitHub's updated_at as the end of a deployment, which is when the next one superseded it. */
    @Test
    void aDeploymentEndedWhenItSucceededNotWhenItWasReplaced() {
        Story story = new Story().deployed("v1", "02 10:00").deployed("v2", "11 10:00");

        assertEquals(at("02 10:00"), story.timeline().deployments().getFirst().time());
    }

    /** DevLake's recovery never appears for incidents that a webhook closes; Four Keys' is nought when there is none. */
    @Test
    void anOpenIncidentIsOpenAndNoIncidentIsNoZero() {
        Story story = new Story().deployed("v1", "02 10:00").deployed("v2", "03 10:00");

        assertNull(story.answer().recoveryTime().time().p50());
        assertEquals(
                NullReason.NO_FAILED_DEPLOYMENTS, story.answer().recoveryTime().nullReason());
        story.incident("open", "03 11:00", null);
        assertEquals(1, story.answer().recoveryTime().open());
    }

    /** Middleware finds commits by branch and time, so a commit that was not deployed counts; ours go by the graph. */
    @Test
    void aCommitOfAnotherBranchIsNotDeployed() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("elsewhere", "02 11:00", "v1")
                .commit("v2", "02 12:00", "v1")
                .deployed("v2", "02 13:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(hours(1), median(story));
    }

    /** Middleware windows lead time by the day of the merge, so that a change counts before anybody has it. */
    @Test
    void aChangeCountsWhenItIsDeployedNotWhenItIsMerged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "03 09:00", "v1")
                .pull("7", "v2", "v1", "v2", "03 10:00", "04 10:00")
                .deployed("v2", "20 10:00");

        assertEquals(
                0,
                story.between(at("03 00:00"), at("10 00:00"))
                        .answer()
                        .changeLeadTime()
                        .time()
                        .n());
        assertEquals(
                1,
                story.between(at("19 00:00"), at("21 00:00"))
                        .answer()
                        .changeLeadTime()
                        .time()
                        .n());
    }

    /** Pelorus counts one commit three times when it is deployed three times. */
    @Test
    void aCommitDeployedAgainAddsNothing() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "03 09:00", "v1")
                .deployed("v2", "03 10:00")
                .deployed("v2", "04 10:00")
                .deployed("v2", "05 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(1, story.answer().deploymentFrequency().n());
    }

    /** Four Keys knows one push whose head is the deployed commit; the others of a push have no lead time. */
    @Test
    void everyCommitOfADeploymentCounts() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("a", "03 07:00", "v1")
                .commit("b", "03 08:00", "a")
                .commit("c", "03 09:00", "b")
                .deployed("c", "03 10:00");

        assertEquals(3, story.answer().changeLeadTime().time().n());
        assertEquals(hours(2), median(story));
    }

    /** Heartbeat's and Middleware's means hide the week: 11.41 hours where the median is 2.75. */
    @Test
    void oneSlowChangeDoesNotMoveTheHeadline() {
        Story story = new Story().deployed("v0", "01 08:00");
        String before = "v0";
        for (int lead : List.of(2, 3, 4, 400)) {
            Instant time = at("20 00:00").plus(Duration.ofHours(lead));
            story.commit("c" + lead, time.minus(Duration.ofHours(lead)), false, before);
            story.deployed("c" + lead, time, "production", DeploymentStatus.SUCCEEDED, "github");
            before = "c" + lead;
        }
        story.between(at("01 00:00"), at("31 00:00").plus(Duration.ofDays(30))).seenUntil("31 00:00");

        assertEquals(hours(3.5), median(story));
    }

    private static Duration median(Story story) {
        Duration median = story.answer().changeLeadTime().time().p50();
        assertNotNull(median);
        return median;
    }
}
