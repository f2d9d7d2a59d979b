package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edge cases of the definitions, each by its name there. */
class DefinitionsTest {

    @Test
    void noDeploymentsInWindow() {
        DoraAnswer answer = new Story().answer();

        assertEquals(0, answer.deploymentFrequency().n());
        assertNull(answer.deploymentFrequency().perDay());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.deploymentFrequency().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeLeadTime().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeFailRate().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.recoveryTime().nullReason());
        assertNull(answer.changeFailRate().rate());
        assertNull(answer.recoveryTime().time().p50());
    }

    @Test
    void aQuietWindowOfALivingServiceIsATrueZero() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 10:00")
                .between(at("10 00:00"), at("20 00:00"))
                .answer();

        assertEquals(0.0, answer.deploymentFrequency().perDay());
        assertNull(answer.deploymentFrequency().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeFailRate().nullReason());
    }

    @Test
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
    void v1V2V3V1() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("BASELINE", "CHANGE", "CHANGE", "ROLLBACK"), story.kinds());
        assertEquals(List.of("v2"), story.failures());
        assertEquals(2, story.answer().deploymentFrequency().n());
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.ROLLBACK, 1),
                story.answer().deploymentFrequency().exclusions());
        assertEquals(hours(26), story.answer().recoveryTime().time().p50());
    }

    @Test
    void aRollbackPastTwoVersionsBlamesTheOneThatAnIncidentNames() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .incident("named", "04 11:00", "04 13:00", "v3")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("v3"), story.failures());
        assertEquals(hours(1), story.answer().recoveryTime().time().p50());
    }

    @Test
    void anUnnamedIncidentUnderTheCarriedVersionLowersTheConfidence() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .incident("unnamed", "04 11:00", "04 13:00")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("v2"), story.failures());
        assertEquals(
                List.of(new EvidenceCount(EvidenceLevel.INFERRED, 1, 0.5)),
                story.answer().changeFailRate().evidence());
    }

    @Test
    void rollbackThenV2Again() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 11:00", "v1")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 12:00")
                .deployed("v2", "04 10:00");

        assertEquals(List.of("BASELINE", "CHANGE", "ROLLBACK", "RERELEASE"), story.kinds());
        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(2, story.answer().deploymentFrequency().n());
        assertEquals(1, story.answer().changeFailRate().failed());
    }

    @Test
    void failedDeployRetrySucceeds() {
        Story story =
                new Story().deployed("v1", "02 10:00").failed("v2", "03 10:00").deployed("v2", "03 10:10");

        assertEquals(List.of("BASELINE", "FAILED_ROLLOUT", "CHANGE"), story.kinds());
        assertEquals(1, story.answer().deploymentFrequency().n());
        assertEquals(1, story.answer().changeFailRate().exclusions().get(ExclusionReason.ROLLOUT_FAILED));
        assertEquals(0, story.answer().changeFailRate().failed());
    }

    @Test
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
        assertEquals(2, answer.coverage().incidentsLinked());
    }

    @Test
    void incidentBeforeAnyDeployment() {
        DoraAnswer answer = new Story()
                .incident("early", "01 10:00", "01 11:00")
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(0, answer.changeFailRate().failed());
        assertEquals(new Coverage(2, 0, 1, 0), answer.coverage());
        assertEquals(NullReason.NO_FAILED_DEPLOYMENTS, answer.recoveryTime().nullReason());
    }

    @Test
    void incidentLongAfterIsUnlinkedUnlessExplicit() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(List.of(), story.incident("late", "25 10:00", null).failures());
        assertEquals(
                List.of("v2"), story.incident("named", "25 10:00", null, "v2").failures());
    }

    @Test
    void theCausalWindowIsHalfOpen() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(List.of(), story.incident("outside", "03 10:00", null).failures());
        assertEquals(List.of("v2"), story.incident("inside", "03 09:59", null).failures());
    }

    @Test
    void incidentArrivesThreeWeeksLate() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(0, story.answer().changeFailRate().failed());
        story.incident("late", "02 11:00", "02 12:00").seenUntil("23 11:00");
        assertEquals(1, story.answer().changeFailRate().failed());
    }

    @Test
    void statusSuccessThenInactive() {
        Story story = new Story().deployed("v1", "01 10:00");
        DeploymentFact told = firstFact("v2", 1, DeploymentStatus.SUCCEEDED, at("02 10:00"));
        DeploymentFact superseded = firstFact("v2", 2, DeploymentStatus.SUCCEEDED, at("02 10:00"));

        assertEquals(
                at("02 10:00"),
                story.tell(told)
                        .tell(superseded)
                        .timeline()
                        .deployments()
                        .getLast()
                        .time());
    }

    @Test
    void successArrivesBeforeCreated() {
        Story story = new Story().deployed("v1", "01 10:00");
        DeploymentFact success = firstFact("v2", 2, DeploymentStatus.SUCCEEDED, at("02 10:00"));
        DeploymentFact created = firstFact("v2", 1, DeploymentStatus.IN_PROGRESS, null);

        assertEquals(
                List.of("BASELINE", "CHANGE"), story.tell(success).tell(created).kinds());
    }

    @Test
    void sameDeliveryTwiceIsOneRecord() {
        Story story = new Story()
                .deployed("v1", "01 10:00")
                .deployed("v2", "02 10:00")
                .deployed("v2", "02 10:00");

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds());
    }

    @Test
    void deployedBeforeMerged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("c1", "03 09:00", "v1")
                .commit("c2", "03 10:00", "c1")
                .pull("7", "c2", "v1", null)
                .deployed("c2", "03 12:00");

        assertEquals(hours(3), story.answer().changeLeadTime().time().p50());
        story.commit("squash", "03 13:00", "v1")
                .pull("7b", "c2", "v1", "squash")
                .deployed("squash", "03 14:00");
        assertEquals(2, story.answer().changeLeadTime().time().n(), "the squash of what is deployed is no new change");
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.MERGE_COMMIT, 1),
                story.answer().changeLeadTime().exclusions());
    }

    @Test
    void commitAfterThePullRequestWasOpenedLosesNothingOfTheTotal() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("c1", "03 09:00", "v1")
                .commit("c2", "05 09:00", "c1")
                .commit("squash", "05 10:00", "v1")
                .pull("7", "c2", "v1", "squash")
                .deployed("squash", "05 12:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(51), answer.changeLeadTime().time().p50());
    }

    @Test
    void daylightSavingChange() {
        // Berlin's 29 March 2026 has 23 hours: from midnight on the 23rd to midnight on the 30th are 7 days of 167
        // hours.
        Story story = new Story()
                .in("Europe/Berlin")
                .deployed("v1", "20 10:00")
                .deployed("v2", "24 10:00")
                .commit("v3", "29 00:30", "v2")
                .commit("v2", "24 09:00", "v1")
                .deployed("v3", "29 01:30")
                .between(Instant.parse("2026-03-22T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));

        assertEquals(2 / 7.0, story.answer().deploymentFrequency().perDay());
        assertEquals(2.0, story.answer().deploymentFrequency().medianPerWeek());
        assertEquals(Duration.ofHours(1), story.answer().changeLeadTime().time().min());
    }

    @Test
    void deploymentLateOnSundayBelongsToThatIsoWeekInTheServicesZone() {
        // 23:30 on Sunday 8 March in New York is 03:30 UTC on Monday.
        Story story = new Story()
                .in("America/New_York")
                .deployed("v1", "02 15:00")
                .deployed("v2", "09 03:30")
                .deployed("v3", "12 03:30")
                .deployed("v4", "13 03:30")
                .between(Instant.parse("2026-03-02T05:00:00Z"), Instant.parse("2026-03-16T04:00:00Z"));

        assertEquals(1.5, story.answer().deploymentFrequency().medianPerWeek());
        assertEquals(3, story.answer().deploymentFrequency().deploymentDays());
        story.between(Instant.parse("2026-03-02T05:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"));
        assertEquals(1, story.answer().deploymentFrequency().n());
    }

    @Test
    void aCommitDatedAfterItsDeploymentIsCountedAsClockSkew() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "09 09:00", "v1")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.CLOCK_SKEW, 1),
                answer.changeLeadTime().exclusions());
        assertEquals(NullReason.NO_LINKED_COMMITS, answer.changeLeadTime().nullReason());
    }

    @Test
    void changesOfBotsAndMergeCommitsAreLeftOut() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("bump", at("02 11:00"), true, "v1")
                .commit("c1", "02 12:00", "bump")
                .commit("merge", "02 13:00", "c1", "bump")
                .pull("7", "c1", "bump", "merge")
                .deployed("merge", "02 14:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(2), answer.changeLeadTime().time().p50());
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.BOT, 1, ExclusionReason.MERGE_COMMIT, 1),
                answer.changeLeadTime().exclusions());
    }

    @Test
    void rewrittenHistoryHasNoRange() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 11:00", "elsewhere")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().exclusions().get(ExclusionReason.NO_RANGE));
        assertEquals(NullReason.NO_LINKED_COMMITS, answer.changeLeadTime().nullReason());
    }

    @Test
    void aPullRequestThatIsTheBaselineCounts() {
        DoraAnswer answer = new Story()
                .commit("c1", "02 09:00", "old")
                .commit("squash", "02 11:00", "old")
                .pull("7", "c1", "old", "squash")
                .deployed("squash", "02 12:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(3), answer.changeLeadTime().time().p50());
        assertEquals(0, answer.deploymentFrequency().n());
    }

    @Test
    void youngSilenceIsPendingAndYoungFailureIsJudged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "03 18:00")
                .seenUntil("03 20:00");

        assertEquals(NullReason.PENDING, story.answer().changeFailRate().nullReason());
        assertEquals(2, story.answer().changeFailRate().exclusions().get(ExclusionReason.PENDING));
        story.incident("now", "03 19:00", null);
        assertEquals(1, story.answer().changeFailRate().n());
        assertEquals(1, story.answer().changeFailRate().failed());
        assertEquals(1, story.answer().recoveryTime().open());
        assertEquals(hours(1), story.answer().recoveryTime().oldestOpenAge());
        assertEquals(NullReason.NOT_RESTORED, story.answer().recoveryTime().nullReason());
    }

    @Test
    void minConfidenceChangesTheNumberAndTheLevelsStayVisible() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("aaaaaaa1111", "03 10:00")
                .incident("guess", "03 11:00", "03 12:00")
                .deployed("bbbbbbb2222", "05 10:00")
                .incident("told", "05 11:00", "05 12:00", "BBBBBBB")
                .trusting(EvidenceLevel.EXPLICIT);
        ChangeFailRate rate = story.answer().changeFailRate();

        assertEquals(List.of("bbbbbbb2222"), story.failures());
        assertEquals(
                List.of(
                        new EvidenceCount(EvidenceLevel.EXPLICIT, 1, 0.5),
                        new EvidenceCount(EvidenceLevel.INFERRED, 1, 1.0)),
                rate.evidence());
        assertEquals(1, story.answer().recoveryTime().exclusions().get(ExclusionReason.WEAK_EVIDENCE));
    }

    @Test
    void anIncidentMayNameACommitOfTheDeployment() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("0123456789", "02 11:00", "v1")
                .commit("9876543210", "02 12:00", "0123456789")
                .deployed("9876543210", "02 13:00")
                .incident("named", "09 11:00", null, "0123456");

        assertEquals(List.of("9876543210"), story.failures());
    }

    @Test
    void sixDigitsNameNothingAndNothingElseIsBlamed() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("0123456789", "02 13:00")
                .incident("vague", "02 14:00", null, "012345");

        assertEquals(List.of(), story.failures());
    }

    @Test
    void withdrawnIncidentsNeverCount() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(new IncidentFact("incidents/no", 2, Story.REPO, at("03 11:00"), null, true, "v2", "mistake", ""));

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().coverage().incidents());
    }

    @Test
    void severalSourcesOfOneRolloutAreOneDeploymentWithTheTimesOfTheMostTrusted() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", at("03 10:20"), "Production", DeploymentStatus.SUCCEEDED, "jenkins")
                .deployed("v2", at("03 10:03"), "production", DeploymentStatus.SUCCEEDED, "argocd")
                .deployed("v2", at("03 10:00"), "production", DeploymentStatus.FAILED, "github");

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds());
        assertEquals(at("03 10:03"), story.timeline().deployments().getLast().time());
    }

    @ParameterizedTest
    @CsvSource({
        "argocd;github;jenkins;generic, argocd",
        "generic;jenkins;github, github",
        "generic;jenkins, jenkins",
        "generic, generic"
    })
    void statusAndBothTimesAreThoseOfTheMostTrustedSource(String sources, String mostTrusted) {
        Story story = new Story().deployed("v1", "02 10:00");
        int minute = 10;
        for (String source : sources.split(";", -1)) {
            DeploymentStatus status = source.equals(mostTrusted) ? DeploymentStatus.SUCCEEDED : DeploymentStatus.FAILED;
            story.deployed("v2", at("03 10:" + minute), "production", status, source);
            minute += 2; // they overlap
        }
        Deployment told = story.timeline().deployments().getLast();

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds());
        assertEquals(1, story.answer().deploymentFrequency().n());
        assertEquals(5, Duration.between(told.start(), told.time()).toMinutes(), "start and end of one report");
    }

    @Test
    void aVersionThatComesBackWithinMinutesIsNotTheSameRollout() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 10:06")
                .deployed("v2", "03 10:12");

        assertEquals(List.of("BASELINE", "CHANGE", "ROLLBACK", "RERELEASE"), story.kinds());
    }

    @Test
    void otherEnvironmentsDoNotCount() {
        Story story = new Story()
                .deployed("v1", at("02 10:00"), "staging", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v1", at("02 11:00"), "LIVE", DeploymentStatus.SUCCEEDED, "github");

        assertEquals(List.of("BASELINE"), story.kinds());
    }

    @Test
    void rowsAddUpToTheNumbers() {
        DoraReport report = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 12:00", "v1")
                .deployed("v2", "03 10:00")
                .incident("bad", "03 11:00", "03 12:00")
                .deployed("v1", "03 11:30")
                .report();

        assertEquals(
                report.answer().deploymentFrequency().n(),
                report.rows(Metric.DEPLOYMENT_FREQUENCY).stream()
                        .filter(Row::counted)
                        .count());
        assertEquals(
                report.answer().changeLeadTime().time().p50(),
                report.rows(Metric.CHANGE_LEAD_TIME).getLast().value());
        assertEquals(
                EvidenceLevel.ROLLBACK,
                report.rows(Metric.CHANGE_FAIL_RATE)
                        .get(1)
                        .evidence()
                        .getFirst()
                        .level());
        assertEquals(hours(0.5), report.rows(Metric.RECOVERY_TIME).getFirst().value());
        assertTrue(report.rows(Metric.CHANGE_FAIL_RATE).get(1).failed());
    }

    private static DeploymentFact firstFact(
            String revision, long version, DeploymentStatus status, @org.jspecify.annotations.Nullable Instant finish) {
        return new DeploymentFact(
                "deployments/one",
                version,
                Story.REPO,
                "github",
                "production",
                false,
                revision,
                status,
                at("02 09:55"),
                finish,
                "");
    }
}
