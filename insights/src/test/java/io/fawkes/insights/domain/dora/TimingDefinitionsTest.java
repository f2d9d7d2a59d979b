package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.BuildStatus;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Builds, rollouts, syncs, and lead time by pull request and by deployment. */
class TimingDefinitionsTest {

    @Test
    void buildsSucceedFailAndAreGivenUp() {
        DoraAnswer answer = new Story()
                .tell(build("one", BuildStatus.SUCCEEDED, "02 10:00", "02 10:05", "02 10:15"))
                .tell(build("two", BuildStatus.FAILED, "02 11:00", "02 11:01", "02 11:06"))
                .tell(build("three", BuildStatus.CANCELLED, "02 12:00", "02 12:01", "02 12:02"))
                .tell(build("four", BuildStatus.IN_PROGRESS, "02 13:00", null, null))
                .answer();
        BuildSuccess builds = answer.measures().buildSuccess();

        assertEquals(List.of(2, 1), List.of(builds.n(), builds.succeeded()));
        assertNotNull(builds.rate());
        assertEquals(0.5, builds.rate().rate());
        assertEquals(Map.of(ExclusionReason.CANCELLED, 1, ExclusionReason.IN_PROGRESS, 1), builds.exclusions());
        assertEquals(
                Duration.ofSeconds(450),
                timing(answer, Metric.BUILD_DURATION).time().p50());
        assertEquals(
                Duration.ofMinutes(1),
                timing(answer, Metric.BUILD_QUEUE_TIME).time().p50());
        assertEquals(3, timing(answer, Metric.BUILD_QUEUE_TIME).time().n());
        assertEquals(4, answer.coverage().builds());
    }

    @Test
    void noBuildsHaveNoRateButAReason() {
        DoraAnswer answer = new Story().answer();

        assertNull(answer.measures().buildSuccess().rate());
        assertEquals(NullReason.NO_BUILDS, answer.measures().buildSuccess().nullReason());
        assertEquals(NullReason.NO_BUILDS, timing(answer, Metric.BUILD_DURATION).nullReason());
        assertEquals(
                NullReason.NO_DEPLOYMENTS, timing(answer, Metric.SYNC_DURATION).nullReason());
    }

    @Test
    void aBuildWhoseStartNobodyToldIsNotZeroLong() {
        DoraAnswer answer = new Story()
                .tell(build("one", BuildStatus.SUCCEEDED, null, null, "02 10:15"))
                .answer();

        assertEquals(1, answer.measures().buildSuccess().n());
        assertEquals(NullReason.UNTIMED, timing(answer, Metric.BUILD_DURATION).nullReason());
        assertEquals(
                Map.of(ExclusionReason.UNTIMED, 1),
                timing(answer, Metric.BUILD_DURATION).exclusions());
    }

    @Test
    void onlyWhatArgoCdToldIsASync() {
        DoraAnswer answer = new Story()
                .deployed("v1", at("02 10:00"), "production", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v2", at("03 10:00"), "production", DeploymentStatus.SUCCEEDED, "argocd")
                .answer();

        assertEquals(2, timing(answer, Metric.DEPLOYMENT_DURATION).time().n());
        assertEquals(1, timing(answer, Metric.SYNC_DURATION).time().n());
        assertEquals(
                Duration.ofMinutes(5),
                timing(answer, Metric.SYNC_DURATION).time().p50());
        assertEquals(
                NullReason.NOT_CONNECTED,
                timing(new Story().deployed("v1", "02 10:00").answer(), Metric.SYNC_DURATION)
                        .nullReason());
    }

    @Test
    void aRolloutToldOnlyAtItsEndHasNoDuration() {
        DoraAnswer answer = new Story()
                .tell(new DeploymentFact(
                        "deployments/one",
                        1,
                        Story.REPO,
                        "generic",
                        "production",
                        false,
                        "v1",
                        DeploymentStatus.SUCCEEDED,
                        at("02 10:00"),
                        at("02 10:00"),
                        ""))
                .answer();

        assertEquals(
                NullReason.UNTIMED, timing(answer, Metric.DEPLOYMENT_DURATION).nullReason());
    }

    @Test
    void aPullRequestIsOneSampleFromItsFirstCommitAndFromItsMerge() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("a", "03 09:00", "v1")
                .commit("b", "03 11:00", "a")
                .pull("7", "b", "v1", "b", "03 10:00", "03 12:00")
                .deployed("b", "03 13:00");
        DoraAnswer answer = story.answer();

        assertEquals(2, answer.changeLeadTime().time().n());
        assertEquals(1, timing(answer, Metric.PULL_REQUEST_LEAD_TIME).time().n());
        assertEquals(
                hours(4), timing(answer, Metric.PULL_REQUEST_LEAD_TIME).time().p50());
        assertEquals(hours(1), timing(answer, Metric.MERGE_TO_DEPLOY).time().p50());
        assertEquals(
                hours(4), timing(answer, Metric.DEPLOYMENT_LEAD_TIME).time().p50());
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1),
                timing(answer, Metric.DEPLOYMENT_LEAD_TIME).exclusions());
        assertEquals(
                "changes/7",
                story.report().rows(Metric.MERGE_TO_DEPLOY).getFirst().subject());
    }

    @Test
    void rowsOfEveryMetricAddUpInBucketsToo() {
        Story story = new Story()
                .tell(build("one", BuildStatus.SUCCEEDED, "02 10:00", "02 10:05", "02 10:15"))
                .tell(build("two", BuildStatus.FAILED, "12 11:00", "12 11:01", "12 11:06"))
                .by(Bucket.WEEK);

        assertEquals(
                story.answer().measures().buildSuccess().n(),
                story.answer().buckets().stream()
                        .mapToInt(bucket -> bucket.measures().buildSuccess().n())
                        .sum());
    }

    @Test
    void theStoryOfADeploymentTellsItsChangesItsIncidentsAndWhatItAddsToEachMetric() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "03 09:00", "v1")
                .deployed("v2", "03 10:00")
                .incident("bad", "03 11:00", "03 12:00");
        String name = story.timeline().deployments().getLast().name();
        Inquiry inquiry = story.report().answer().inquiry();
        DeploymentStory told =
                DeploymentStory.of(name, story.timeline(), inquiry).orElseThrow();

        assertEquals(
                List.of("changes/v2"),
                rows(told, Metric.CHANGE_LEAD_TIME).stream().map(Row::subject).toList());
        assertEquals(
                List.of("incidents/bad"),
                rows(told, Metric.TIME_TO_RESTORE).stream().map(Row::subject).toList());
        assertEquals(hours(1), rows(told, Metric.RECOVERY_TIME).getFirst().value());
        assertEquals("teams/shop", told.team());
        assertEquals(
                true,
                DeploymentStory.of("deployments/none", story.timeline(), inquiry)
                        .isEmpty());
    }

    private static List<Row> rows(DeploymentStory story, Metric metric) {
        return story.rows().getOrDefault(metric, List.of());
    }

    private static Timing timing(DoraAnswer answer, Metric metric) {
        return answer.measures().timings().stream()
                .filter(timing -> timing.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static BuildFact build(
            String name,
            BuildStatus status,
            @Nullable String queued,
            @Nullable String started,
            @Nullable String ended) {
        return new BuildFact(
                "builds/" + name,
                1,
                Story.REPO,
                "main",
                "0123456789",
                status,
                queued == null ? null : at(queued),
                started == null ? null : at(started),
                ended == null ? null : at(ended),
                "");
    }
}
