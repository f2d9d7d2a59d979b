package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every edge case of the table in docs/architecture/definitions.md, each under the name of its row. */
class EdgeCasesTest {

    @Test
    @DisplayName("No deployments in window")
    void noDeploymentsInWindow() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 10:00")
                .between(at("10 00:00"), at("20 00:00"))
                .answer();

        assertEquals(0, answer.deploymentFrequency().n());
        assertNull(answer.changeLeadTime().time().p50());
        assertNull(answer.changeFailRate().rate());
        assertNull(answer.recoveryTime().time().p50());
        assertNull(answer.measures().reworkRate().rate());
        assertEquals(
                List.of(NullReason.NO_DEPLOYMENTS, NullReason.NO_DEPLOYMENTS, NullReason.NO_DEPLOYMENTS),
                List.of(
                        reason(answer.changeLeadTime().nullReason()),
                        reason(answer.changeFailRate().nullReason()),
                        reason(answer.recoveryTime().nullReason())));
    }

    @Test
    @DisplayName("Two deployments of one commit")
    void twoDeploymentsOfOneCommit() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 11:00", "v1")
                .deployed("v2", "02 12:00")
                .deployed("v2", "02 15:00");

        assertEquals(List.of("BASELINE", "CHANGE", "REDEPLOY"), story.kinds());
        assertEquals(1, story.answer().deploymentFrequency().n());
        assertEquals(1, story.answer().changeLeadTime().time().n());
    }

    @Test
    @DisplayName("V1 V2 V3 V1")
    void v1V2V3V1() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("BASELINE", "CHANGE", "CHANGE", "ROLLBACK"), story.kinds());
        assertEquals(List.of("v2"), story.failures());
        assertEquals(2, story.answer().deploymentFrequency().n());
        assertEquals(1, story.answer().measures().reworkRate().hits());
    }

    @Test
    @DisplayName("Rollback then V2 again")
    void rollbackThenV2Again() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 11:00", "v1")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 12:00")
                .deployed("v2", "04 10:00");

        assertEquals(List.of("BASELINE", "CHANGE", "ROLLBACK", "RERELEASE"), story.kinds());
        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertTrue(story.report().rows(Metric.DEPLOYMENT_FREQUENCY).getLast().counted());
    }

    @Test
    @DisplayName("Failed deploy, retry succeeds")
    void failedDeployRetrySucceeds() {
        Story story =
                new Story().deployed("v1", "02 10:00").failed("v2", "03 10:00").deployed("v2", "03 10:10");

        assertEquals(1, story.answer().deploymentFrequency().n());
        assertEquals(1, story.answer().measures().rolloutFailureRate().hits());
        assertEquals(0, story.answer().changeFailRate().failed());
    }

    @Test
    @DisplayName("Two incidents, one deployment")
    void twoIncidentsOneDeployment() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .incident("first", "03 11:00", "03 11:30")
                .incident("second", "03 11:10", "03 13:00")
                .answer();

        assertEquals(1, answer.changeFailRate().failed());
        assertEquals(1, answer.recoveryTime().time().n());
        assertEquals(hours(2), answer.recoveryTime().time().p50());
    }

    @Test
    @DisplayName("Incident before any deployment")
    void incidentBeforeAnyDeployment() {
        DoraAnswer answer = new Story()
                .incident("early", "01 10:00", "01 11:00")
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(0, answer.coverage().incidentsLinked());
        assertEquals(0, answer.recoveryTime().time().n());
        assertEquals(1, answer.measures().timeToRestore().time().n());
    }

    @Test
    @DisplayName("Incident 2 months after")
    void incidentTwoMonthsAfter() {
        Instant deployed = at("02 10:00").minus(Duration.ofDays(60));
        Story story = new Story()
                .between(at("01 00:00").minus(Duration.ofDays(90)), at("31 00:00"))
                .deployed("v1", deployed.minus(Duration.ofDays(1)), "production", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v2", deployed, "production", DeploymentStatus.SUCCEEDED, "github");

        assertEquals(List.of(), story.incident("late", "03 10:00", "03 11:00").failures());
        assertEquals(
                List.of("v2"),
                story.incident("named", "03 10:00", "03 11:00", "v2").failures());
    }

    @Test
    @DisplayName("Incident arrives 3 weeks late")
    void incidentArrivesThreeWeeksLate() {
        Story story = new Story()
                .deployed("v1", "01 10:00")
                .deployed("v2", "02 10:00")
                .by(Bucket.WEEK);
        int before = failedOfWeek(story, 1);
        story.incident("late", "02 11:00", "02 12:00").seenUntil("23 11:00");

        assertEquals(List.of(0, 1), List.of(before, failedOfWeek(story, 1)));
    }

    @Test
    @DisplayName("Status success, then inactive")
    void statusSuccessThenInactive() {
        Story story = new Story()
                .deployed("v1", "01 10:00")
                .tell(told("v2", 1, DeploymentStatus.SUCCEEDED, at("02 10:00")))
                .tell(told("v2", 2, DeploymentStatus.SUCCEEDED, at("02 10:00")));

        assertEquals(at("02 10:00"), story.timeline().deployments().getLast().time());
    }

    @Test
    @DisplayName("Success arrives before created")
    void successArrivesBeforeCreated() {
        Story story = new Story()
                .deployed("v1", "01 10:00")
                .tell(told("v2", 2, DeploymentStatus.SUCCEEDED, at("02 10:00")))
                .tell(told("v2", 1, DeploymentStatus.IN_PROGRESS, null));
        Deployment last = story.timeline().deployments().getLast();

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds());
        assertEquals(List.of(at("02 09:55"), at("02 10:00")), List.of(last.start(), last.time()));
    }

    @Test
    @DisplayName("Same delivery twice, or 3 phases of a Jenkins build")
    void sameDeliveryTwiceOrThreePhases() {
        Story story = new Story()
                .deployed("v1", "01 10:00")
                .tell(told("v2", 1, DeploymentStatus.IN_PROGRESS, null))
                .tell(told("v2", 2, DeploymentStatus.SUCCEEDED, at("02 10:00")))
                .tell(told("v2", 3, DeploymentStatus.SUCCEEDED, at("02 10:00")))
                .tell(told("v2", 3, DeploymentStatus.SUCCEEDED, at("02 10:00")));

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds());
    }

    @Test
    @DisplayName("Deployed before merged")
    void deployedBeforeMerged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("head", "03 09:00", "v1")
                .pull("7", "head", "v1", null, "03 10:00", "05 10:00")
                .deployed("head", "03 12:00");
        Row row = story.report().rows(Metric.CHANGE_LEAD_TIME).getLast();

        assertEquals(hours(3), row.value());
        assertTrue(row.stages() != null && row.stages().deployedBeforeMerged());
        assertEquals(
                Map.of(ExclusionReason.UNMERGED, 1),
                timing(story, Metric.MERGE_TO_DEPLOY).exclusions());
    }

    @Test
    @DisplayName("Commit after PR opened (amend)")
    void commitAfterPullRequestOpened() {
        Row row = new Story()
                .deployed("v1", "02 10:00")
                .commit("head", "03 11:00", "v1")
                .pull("7", "head", "v1", "head", "03 09:00", "03 12:00")
                .deployed("head", "03 13:00")
                .report()
                .rows(Metric.CHANGE_LEAD_TIME)
                .getLast();

        assertEquals(hours(2), row.value());
        assertTrue(row.stages() != null
                && Duration.ZERO.equals(row.stages().coding())
                && hours(1).equals(row.stages().pickup())
                && hours(1).equals(row.stages().deploy()));
    }

    @Test
    @DisplayName("Daylight saving change")
    void daylightSavingChange() {
        Story story = new Story()
                .in("Europe/Berlin")
                .deployed("v1", "20 10:00")
                .commit("v2", "29 00:30", "v1")
                .deployed("v2", "29 01:30")
                .between(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"))
                .by(Bucket.DAY);
        List<BucketMeasures> days = story.answer().buckets();

        assertEquals(1, days.size());
        assertEquals(
                hours(23),
                Duration.between(
                        days.getFirst().window().start(),
                        days.getFirst().window().end()));
        assertEquals(1.0, story.answer().deploymentFrequency().perDay());
        assertEquals(hours(1), story.answer().changeLeadTime().time().p50());
    }

    @Test
    @DisplayName("Deployment at 23:30 local Sunday")
    void deploymentLateOnLocalSunday() {
        // 23:30 on Sunday 8 March in New York is 03:30 UTC on Monday.
        List<WeekCount> weeks = new Story()
                .in("America/New_York")
                .deployed("v1", "02 15:00")
                .deployed("v2", "09 03:30")
                .between(Instant.parse("2026-03-01T05:00:00Z"), Instant.parse("2026-03-16T04:00:00Z"))
                .seenUntil("20 00:00")
                .answer()
                .deploymentFrequency()
                .weeks();

        assertEquals(
                List.of("2026-03-02: 1", "2026-03-09: 0"),
                weeks.stream().map(week -> week.monday() + ": " + week.n()).toList());
    }

    @Test
    @DisplayName("Service deleted or moved to another team")
    void serviceMovedToAnotherTeam() {
        Story story = new Story()
                .governed(new Governance(
                        "",
                        "",
                        null,
                        List.of(
                                new Governance.Term("teams/old", null),
                                new Governance.Term("teams/shop", at("10 00:00")))))
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .deployed("v4", "12 10:00");

        assertEquals(2, deploymentsOf("old", story));
        assertEquals(1, deploymentsOf("shop", story));
        assertEquals(0, deploymentsOf("other", story));
        assertEquals(
                3,
                story.about(Group.of(Story.SHOP)).answer().deploymentFrequency().n());
        assertEquals(
                Set.of("teams/old"),
                story.about(new Group(Group.Kind.TEAM, "old")).report().teams());
    }

    private static int deploymentsOf(String team, Story story) {
        return story.about(new Group(Group.Kind.TEAM, team))
                .answer()
                .deploymentFrequency()
                .n();
    }

    @Test
    @DisplayName("Clock skew, year 1970 or 2099")
    void clockSkew() {
        Story story = new Story()
                .deployed("v0", Instant.EPOCH, "production", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v1", "02 10:00")
                .commit("v2", Instant.parse("2099-01-01T00:00:00Z"), false, "v1")
                .deployed("v2", "03 10:00")
                .commit("v3", Instant.EPOCH, false, "v2")
                .deployed("v3", "04 10:00")
                .deployed(
                        "v4",
                        Instant.parse("2099-01-01T00:00:00Z"),
                        "production",
                        DeploymentStatus.SUCCEEDED,
                        "github");

        assertEquals(List.of("MISDATED", "BASELINE", "CHANGE", "CHANGE", "CHANGE"), story.kinds());
        assertEquals(2, story.answer().deploymentFrequency().n());
        assertEquals(2, story.answer().coverage().misdated());
        assertEquals(2, story.answer().deploymentFrequency().exclusions().get(ExclusionReason.CLOCK_SKEW));
        assertEquals(2, story.answer().changeLeadTime().exclusions().get(ExclusionReason.CLOCK_SKEW));
        assertEquals(0, story.answer().changeLeadTime().time().n());
        assertEquals(3, story.answer().coverage().deployments());
    }

    @Test
    void anIncidentThatIsOverIn2099IsNotSeventyYearsLong() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(new io.fawkes.insights.domain.fact.IncidentFact(
                        "incidents/odd",
                        1,
                        Story.REPO,
                        at("03 11:00"),
                        Instant.parse("2099-01-01T00:00:00Z"),
                        false,
                        null,
                        "odd",
                        ""))
                .answer();

        assertEquals(1, answer.changeFailRate().failed());
        assertEquals(
                Map.of(ExclusionReason.CLOCK_SKEW, 1), answer.recoveryTime().exclusions());
        assertEquals(0, answer.measures().timeToRestore().time().n());
    }

    @Test
    void evidenceOfAnotherLevelDoesNotMoveTheRow() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 12:00");

        assertEquals(
                story.answer().changeFailRate().failed(),
                story.trusting(EvidenceLevel.ROLLBACK).answer().changeFailRate().failed());
    }

    private static int failedOfWeek(Story story, int week) {
        return story.answer().buckets().get(week).measures().changeFailRate().failed();
    }

    private static Timing timing(Story story, Metric metric) {
        return story.answer().measures().timings().stream()
                .filter(timing -> timing.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static NullReason reason(@Nullable NullReason reason) {
        assertTrue(reason != null, "a missing value has a reason");
        return reason;
    }

    private static DeploymentFact told(
            String revision, long version, DeploymentStatus status, @Nullable Instant finish) {
        return new DeploymentFact(
                "deployments/one",
                version,
                Story.REPO,
                "jenkins",
                "production",
                false,
                revision,
                status,
                at("02 09:55"),
                finish,
                "");
    }
}
