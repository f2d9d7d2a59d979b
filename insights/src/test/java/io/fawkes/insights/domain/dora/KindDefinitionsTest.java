package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edge cases of the definitions that are about rollouts and their kinds, each by its name there. */
class KindDefinitionsTest {
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
    void anotherConfigurationOfTheLiveVersionIsAChangeOfItsOwnKind() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .tell(configured("v2", "c1", "03 10:00"))
                .tell(configured("v2", "c2", "03 10:10"))
                .tell(configured("v2", "c2", "05 10:00"))
                .incident("bad", "03 11:00", "03 12:00");

        assertEquals(List.of("BASELINE", "CHANGE", "CONFIG", "REDEPLOY"), story.kinds());
        assertEquals(2, story.answer().deploymentFrequency().n());
        assertEquals(List.of(at("03 10:10")), failed(story), "the configuration was live when it began");
        assertEquals(0, story.answer().changeLeadTime().time().n(), "it brings no commit");
    }

    @Test
    void anIncidentMayNameTheConfiguration() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .tell(configured("v1", "c1", "03 10:00"))
                .tell(configured("v1", "0123456789abc", "04 10:00"))
                .tell(configured("v1", "c3", "05 10:00"))
                .incident("bad", "05 11:00", "05 12:00", "0123456789");

        assertEquals(List.of(at("04 10:00")), failed(story));
    }

    @Test
    void aConfigurationThatNobodyToldOfBeforeIsNoNewOne() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .tell(configured("v1", "c1", "03 10:00"))
                .deployed("v2", "04 10:00")
                .tell(configured("v2", "c2", "05 10:00"));

        assertEquals(List.of("BASELINE", "REDEPLOY", "CHANGE", "REDEPLOY"), story.kinds());
    }

    private static List<Instant> failed(Story story) {
        return story.report().rows(Metric.CHANGE_FAIL_RATE).stream()
                .filter(Row::hit)
                .map(Row::time)
                .toList();
    }

    private static DeploymentFact configured(String version, String config, String finish) {
        return new DeploymentFact(
                "deployments/%s-%s-%s".formatted(version, config, finish),
                1,
                Story.REPO,
                "argocd",
                "production",
                false,
                version,
                DeploymentStatus.SUCCEEDED,
                at(finish),
                at(finish),
                "",
                config,
                "",
                Purpose.UNSAID);
    }

    @Test
    void reportsOfOneRolloutIdAreOneRolloutHoweverFarApart() {
        Story waves = new Story()
                .deployed("v1", "02 10:00")
                .tell(wave("v2", "r1", "03 10:00"))
                .tell(wave("v2", "r1", "03 16:00"))
                .deployed("v2", "03 10:10");

        assertEquals(List.of("BASELINE", "CHANGE"), waves.kinds());
        waves.tell(wave("v2", "r2", "03 10:05"));
        assertEquals(List.of("BASELINE", "CHANGE", "REDEPLOY"), waves.kinds(), "another id is another rollout");
    }

    private static DeploymentFact wave(String version, String rollout, String finish) {
        return new DeploymentFact(
                "deployments/%s-%s".formatted(rollout, finish),
                1,
                Story.REPO,
                "argocd",
                "production",
                false,
                version,
                DeploymentStatus.SUCCEEDED,
                at(finish),
                at(finish),
                "",
                "",
                rollout,
                Purpose.UNSAID);
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
