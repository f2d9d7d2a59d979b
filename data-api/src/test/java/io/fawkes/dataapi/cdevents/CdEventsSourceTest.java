package io.fawkes.dataapi.cdevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdEventsSourceTest {

    private static final String DIGEST = "sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";
    private static final Instant DETECTED = Instant.parse("2022-11-11T13:52:20.079Z");

    private final CdEventsSource cdevents = new CdEventsSource(List.of(Requests.SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"service_deployed", "service_rolledback"})
    void aServiceThatServesAVersionWasDeployed(String example) {
        FactState fact = Told.fact(cdevents, CdEventsBodies.bare(CdEventsBodies.example(example)));

        assertEquals(
                "events//event/source/123/271069a8-fc18-44f1-b38f-9d70a1695819",
                fact.key().sourceId());
        assertEquals(
                Optional.of(new SourceKey("cdevents.dev/service", "mySubject123")),
                fact.get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("test123"), fact.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(DIGEST), fact.get(DeploymentFields.VERSION));
        assertEquals(
                Optional.of(new Rollout(
                        RolloutStatus.SUCCEEDED, Optional.of(Instant.parse("2023-03-20T14:27:05.315384Z")))),
                fact.rollout());
    }

    @Test
    void theThreeModesSayTheSame() {
        String event = CdEventsBodies.example("service_deployed");
        String type = "dev.cdevents.service.deployed.0.3.0";

        FactState bare = Told.fact(cdevents, CdEventsBodies.bare(event));
        assertEquals(bare, Told.fact(cdevents, CdEventsBodies.binary(type, event)));
        assertEquals(bare, Told.fact(cdevents, CdEventsBodies.structured(type, event)));
        assertEquals(type, cdevents.event(CdEventsBodies.binary(type, event)));
        assertEquals("9b5f3d1e", cdevents.deliveryId(CdEventsBodies.binary(type, event)));
    }

    @Test
    void anIncidentIsTheSameFromItsDetectionToItsEnd() {
        FactState fact = Told.fact(
                cdevents,
                CdEventsBodies.bare(CdEventsBodies.example("incident_resolved")
                        .replace("2022-11-11T13:52:20.079Z", "2022-11-11T14:52:20.079Z")),
                CdEventsBodies.bare(CdEventsBodies.example("incident_detected")));

        assertEquals("incidents//monitoring/prod1/incident-123", fact.key().sourceId());
        assertEquals(Optional.of(new SourceKey("cdevents.dev/service", "myApp")), fact.get(IncidentFields.SOURCE_KEY));
        assertEquals(Optional.of("Response time above threshold of 100ms"), fact.get(IncidentFields.TITLE));
        assertEquals(Optional.of(DETECTED), fact.get(IncidentFields.START_TIME));
        assertEquals(Optional.of(DETECTED.plusSeconds(3600)), fact.get(IncidentFields.RESOLVE_TIME));
        assertEquals(Optional.of(DIGEST), fact.get(IncidentFields.CAUSED_BY_VERSION));
    }

    @Test
    void anIncidentBeganWhenItWasDetectedWheneverItWasReported() {
        var reported = CdEventsBodies.bare(CdEventsBodies.incident("reported", "2022-11-11T13:58:00Z"));
        var detected = CdEventsBodies.bare(CdEventsBodies.example("incident_detected"));

        assertEquals(
                Optional.of(Instant.parse("2022-11-11T13:58:00Z")),
                Told.fact(cdevents, reported).get(IncidentFields.START_TIME));
        assertEquals(
                Optional.of(DETECTED), Told.fact(cdevents, reported, detected).get(IncidentFields.START_TIME));
        assertEquals(
                Optional.of(DETECTED), Told.fact(cdevents, detected, reported).get(IncidentFields.START_TIME));
    }

    @Test
    void anIncidentThatNamesNoServiceIsLeftAside() {
        String event = CdEventsBodies.example("incident_detected").replace("\"service\":", "\"no\":");

        var understood = Told.understood(cdevents, CdEventsBodies.bare(event));
        assertEquals(List.of(), understood.revisions());
        assertTrue(understood.note().contains("no service"), understood.note());
    }

    @Test
    void aMergedChangeBelongsToItsRepository() {
        FactState fact = Told.fact(
                cdevents,
                CdEventsBodies.bare(CdEventsBodies.change("created", "2026-03-03T08:00:00Z")),
                CdEventsBodies.bare(CdEventsBodies.change("merged", "2026-03-03T09:00:00Z")));

        assertEquals(Optional.of(new SourceKey(SourceKey.GITHUB, "octo/shop")), fact.get(ChangeFields.SOURCE_KEY));
        assertEquals(Optional.of(Instant.parse("2026-03-03T08:00:00Z")), fact.get(ChangeFields.OPEN_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:00:00Z")), fact.get(ChangeFields.MERGE_TIME));
        assertEquals(Optional.of(CdEventsBodies.SHA), fact.get(ChangeFields.MERGE_SHA));
    }

    @ParameterizedTest
    @CsvSource({"success,SUCCEEDED", "failure,FAILED", "error,FAILED", "cancel,CANCELLED"})
    void aRunOfAPipelineIsABuild(String outcome, BuildStatus status) {
        String finished = CdEventsBodies.run("finished", ",\"outcome\":\"" + outcome + "\"", "2026-03-03T09:09:00Z");
        FactState fact = Told.fact(
                cdevents,
                CdEventsBodies.bare(finished),
                CdEventsBodies.bare(CdEventsBodies.run("started", "", "2026-03-03T09:09:00Z")));

        assertEquals(
                Optional.of(new SourceKey("cdevents.dev/pipeline", "shop-build")), fact.get(BuildFields.SOURCE_KEY));
        assertEquals(Optional.of(status), fact.get(BuildFields.STATUS));
        assertEquals(Optional.of(Instant.parse("2026-03-03T09:09:00Z")), fact.get(BuildFields.FINISH_TIME));
        assertEquals(Optional.of("https://ci.example.com/run-7"), fact.get(BuildFields.URI));
    }

    @Test
    void aTaskOfAPipelineIsNoBuildOfItsOwn() {
        String event = CdEventsBodies.event(
                "dev.cdevents.taskrun.finished.0.2.0",
                "2026-03-03T09:09:00Z",
                "task-1",
                "{\"taskName\":\"test\",\"pipelineRun\":{\"id\":\"run-7\"},\"outcome\":\"success\"}");

        assertEquals(
                List.of(), Told.understood(cdevents, CdEventsBodies.bare(event)).revisions());
        assertEquals(
                Optional.of(new SourceKey("cdevents.dev/task", "test")),
                Told.fact(cdevents, CdEventsBodies.bare(event.replace("\"pipelineRun\"", "\"no\"")))
                        .get(BuildFields.SOURCE_KEY));
    }

    @Test
    void aBuildThatFinishedWithAnArtifactSaysItsDigest() {
        String event = CdEventsBodies.event(
                "dev.cdevents.build.finished.0.2.0",
                "2026-03-03T09:09:00Z",
                "build-1",
                "{\"artifactId\":\"pkg:oci/shop@" + DIGEST.replace(":", "%3A") + "\"}");

        FactState fact = Told.fact(cdevents, CdEventsBodies.bare(event));
        assertEquals(Optional.of(BuildStatus.SUCCEEDED), fact.get(BuildFields.STATUS));
        assertTrue(fact.get(BuildFields.ARTIFACTS.at(DIGEST)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:oci/app@sha256%3A0b31?repository_url=x#sub, sha256:0b31",
        "pkg:github/octo/shop@279484c, 279484c",
        "pkg:npm/%40octo/shop@1.2.0+5, 1.2.0+5",
        "no-purl, no-purl",
        "pkg:oci/app@, pkg:oci/app@",
        "pkg:oci/app@%zz, %zz"
    })
    void theVersionStandsBehindTheAt(String artifact, String version) {
        assertEquals(version, PackageUrl.version(artifact));
    }

    @Test
    void aRunOfTektonsIsABuildUnlessItSaysToWhereItDeploys() {
        String done = "\"2026-03-03T10:04:00Z\"";
        FactState build = Told.fact(
                cdevents,
                CdEventsBodies.binary(
                        "dev.tekton.event.pipelinerun.successful.v1", CdEventsBodies.tekton("{}", done, "Succeeded")));
        FactState deployment = Told.fact(
                cdevents,
                CdEventsBodies.binary(
                        "dev.tekton.event.pipelinerun.successful.v1",
                        CdEventsBodies.tekton("{\"fawkes.io/environment\":\"production\"}", done, "Succeeded")));

        assertEquals("pipelineruns/5f1c", build.key().sourceId());
        assertEquals("tekton", build.key().source());
        assertEquals(Optional.of(new SourceKey("tekton.dev/pipeline", "ci/ship")), build.get(BuildFields.SOURCE_KEY));
        assertEquals(Optional.of(BuildStatus.SUCCEEDED), build.get(BuildFields.STATUS));
        assertEquals(Optional.of(CdEventsBodies.SHA), build.get(BuildFields.COMMIT_SHA));
        assertEquals(Optional.of("production"), deployment.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(CdEventsBodies.SHA), deployment.get(DeploymentFields.VERSION));
        assertEquals(
                Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(Instant.parse("2026-03-03T10:04:00Z")))),
                deployment.rollout());
    }

    @ParameterizedTest
    @CsvSource({"Failed,FAILED", "Cancelled,CANCELLED", "PipelineRunCancelled,CANCELLED"})
    void tektonTellsACancelledRunAsFailedWithAReason(String reason, BuildStatus status) {
        String run = CdEventsBodies.tekton("{}", "\"2026-03-03T10:04:00Z\"", reason);

        assertEquals(
                Optional.of(status),
                Told.fact(cdevents, CdEventsBodies.binary("dev.tekton.event.pipelinerun.failed.v1", run))
                        .get(BuildFields.STATUS));
    }

    @Test
    void aTaskRunOfAPipelineRunIsLeftAside() {
        String run = CdEventsBodies.tekton("{}", "\"2026-03-03T10:04:00Z\"", "Succeeded")
                .replace("pipelineRun\":", "taskRun\":")
                .replace("\"tekton.dev/pipeline\":", "\"tekton.dev/pipelineRun\":");

        assertEquals(
                List.of(),
                Told.understood(cdevents, CdEventsBodies.binary("dev.tekton.event.taskrun.successful.v1", run))
                        .revisions());
    }

    @ParameterizedTest
    @CsvSource({
        "dev.cdevents.coffee.brewed.0.1.0, EVENT_UNKNOWN",
        "dev.cdevents.service, BODY_MALFORMED",
        "com.example.thing, EVENT_UNKNOWN",
        "dev.tekton.event.coffee.brewed.v1, BODY_MALFORMED"
    })
    void aTypeThatNobodyReadsIsRefused(String type, Reason reason) {
        assertEquals(
                reason,
                Told.refused(cdevents, CdEventsBodies.binary(type, CdEventsBodies.example("service_deployed")))
                        .reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service.published",
                "service.removed",
                "artifact.published",
                "testsuiterun.finished",
                "branch.created"
            })
    void whatTellsNothingOfDeliveryIsLeftAside(String happened) {
        assertEquals(
                List.of(),
                Told.understood(
                                cdevents,
                                CdEventsBodies.binary(
                                        "dev.cdevents." + happened + ".0.2.0",
                                        CdEventsBodies.example("service_deployed")))
                        .revisions());
    }

    @ParameterizedTest
    @CsvSource({
        "context.timestamp, '\"timestamp\":'",
        "context.id, '\"id\": \"271069a8'",
        "subject.content.environment, '\"environment\":'",
        "subject.content.artifactId, '\"artifactId\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = CdEventsBodies.example("service_deployed")
                .replace(written, written.replaceFirst("\"[a-zA-Z]+\"", "\"no\""));

        Rejection rejection = Told.refused(cdevents, CdEventsBodies.bare(body));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }
}
