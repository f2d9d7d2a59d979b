package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fawkes.dataapi.v1.Build;
import io.fawkes.dataapi.v1.BuildStatus;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.Commit;
import io.fawkes.dataapi.v1.CreateBuildRequest;
import io.fawkes.dataapi.v1.CreateChangeRequest;
import io.fawkes.dataapi.v1.CreateDeploymentRequest;
import io.fawkes.dataapi.v1.CreateQualityGateRequest;
import io.fawkes.dataapi.v1.CreateSloObservationRequest;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.GetBuildRequest;
import io.fawkes.dataapi.v1.ListBuildsRequest;
import io.fawkes.dataapi.v1.ListChangesRequest;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ListQualityGatesRequest;
import io.fawkes.dataapi.v1.ListSloObservationsRequest;
import io.fawkes.dataapi.v1.QualityCondition;
import io.fawkes.dataapi.v1.QualityGate;
import io.fawkes.dataapi.v1.QualityStatus;
import io.fawkes.dataapi.v1.ReactorBuildServiceGrpc;
import io.fawkes.dataapi.v1.ReactorBuildServiceGrpc.ReactorBuildServiceStub;
import io.fawkes.dataapi.v1.ReactorChangeServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReactorQualityGateServiceGrpc;
import io.fawkes.dataapi.v1.ReactorSloObservationServiceGrpc;
import io.fawkes.dataapi.v1.SloObservation;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** The kinds that only differ in their fields, through the rpcs and the feed. */
@ExtendWith(PostgresExtension.class)
class FactReportsIT {

    private DataApiServer server;
    private Peer peer;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database) throws IOException {
        server = RunningDataApi.on(database);
        peer = RunningDataApi.peer(server);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void aBuildIsOneHoweverManyOfItsPhasesAreReportedInWhateverOrder() {
        report(
                "build-7",
                built(BuildStatus.BUILD_STATUS_FAILED)
                        .setFinishTime(time("2026-03-01T10:05:00Z"))
                        .putArtifacts("sha256:ab", "shop:1")
                        .build());
        Build whole = report(
                "build-7",
                built(BuildStatus.BUILD_STATUS_RUNNING)
                        .setStartTime(time("2026-03-01T10:01:00Z"))
                        .putArtifacts("sha256:cd", "shop:2")
                        .build());

        assertEquals(BuildStatus.BUILD_STATUS_FAILED, whole.getStatus());
        assertEquals(time("2026-03-01T10:01:00Z"), whole.getStartTime());
        assertEquals(2, whole.getArtifactsCount());
        assertEquals(whole, get(whole.getName()));
        assertEquals(List.of(whole), builds());
    }

    @Test
    void aQualityGateKeepsItsConditions() {
        QualityGate reported = Await.value(peer.one(
                ReactorQualityGateServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createQualityGate(CreateQualityGateRequest.newBuilder()
                        .setQualityGate(judged())
                        .build())));

        assertEquals(judged().getConditionsMap(), reported.getConditionsMap());
        assertEquals(
                List.of(reported),
                Await.value(peer.one(
                                ReactorQualityGateServiceGrpc.newReactorStub(peer.channel()),
                                stub -> stub.listQualityGates(ListQualityGatesRequest.getDefaultInstance())))
                        .getQualityGatesList());
        assertEquals(List.of(withoutService(reported)), fed());
    }

    @Test
    void anSloObservationIsListedByTheEndOfItsSpan() {
        SloObservation older = observe("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", 0.999);
        SloObservation newer = observe("2026-02-01T00:00:00Z", "2026-03-03T00:00:00Z", 0.5);

        assertEquals(
                List.of(newer, older),
                Await.value(peer.one(
                                ReactorSloObservationServiceGrpc.newReactorStub(peer.channel()),
                                stub -> stub.listSloObservations(ListSloObservationsRequest.getDefaultInstance())))
                        .getSloObservationsList());
        assertEquals(List.of(withoutService(older), withoutService(newer)), fed());
    }

    @Test
    void aChangeIsReportedAndListed() {
        Change change = Await.value(peer.one(
                ReactorChangeServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createChange(CreateChangeRequest.newBuilder()
                        .setChange(Change.newBuilder()
                                .setSourceKey(key())
                                .setCommit(Commit.newBuilder()
                                        .setSha("ab12")
                                        .putPredecessors("cd34", "main")
                                        .setCherryPickedFrom("ef56")
                                        .addAllPaths(List.of("till/Till.java", "README.md"))
                                        .setAuthorTime(time("2026-03-01T10:00:00Z")))
                                .addAllFixes(List.of("cd34", "incidents/0123456789abcdef"))
                                .setUnplanned(true))
                        .build())));

        assertEquals("ab12", change.getCommit().getSha());
        assertEquals("main", change.getCommit().getPredecessorsOrThrow("cd34"));
        assertEquals("ef56", change.getCommit().getCherryPickedFrom());
        assertEquals(List.of("till/Till.java", "README.md"), change.getCommit().getPathsList());
        assertEquals(List.of("cd34", "incidents/0123456789abcdef"), change.getFixesList());
        assertEquals(List.of(change), changes("unplanned = true"));
        assertEquals(List.of(), changes("unplanned = false"));
    }

    private List<Change> changes(String filter) {
        return Await.value(peer.one(
                        ReactorChangeServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.listChanges(ListChangesRequest.newBuilder()
                                .setFilter(filter)
                                .build())))
                .getChangesList();
    }

    @Test
    void aDeploymentKeepsWhichConfigurationItBroughtAndWhatItMends() {
        Deployment deployment = Await.value(peer.one(
                ReactorDeploymentServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createDeployment(CreateDeploymentRequest.newBuilder()
                        .setDeployment(Deployment.newBuilder()
                                .setSourceKey(key())
                                .setEnvironment("production")
                                .setVersion("ab12")
                                .setConfigVersion("c0ffee")
                                .setRolloutId("r1")
                                .addFixes("cd34")
                                .setUnplanned(false)
                                .putStatusChanges(
                                        "end",
                                        StatusChange.newBuilder()
                                                .setStatus(DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED)
                                                .setOccurTime(time("2026-03-01T10:00:00Z"))
                                                .build()))
                        .build())));

        assertEquals("c0ffee", deployment.getConfigVersion());
        assertEquals(List.of("cd34"), deployment.getFixesList());
        assertEquals(
                List.of(deployment),
                Await.value(peer.one(
                                ReactorDeploymentServiceGrpc.newReactorStub(peer.channel()),
                                stub -> stub.listDeployments(ListDeploymentsRequest.newBuilder()
                                        .setFilter("config_version = c0ffee rollout_id = r1 unplanned = false")
                                        .build())))
                        .getDeploymentsList());
    }

    @Test
    void whatMakesNoSenseIsRefusedByTheNameOfItsField() {
        assertRefused(
                "build.pipeline",
                () -> report("b", Build.newBuilder().setSourceKey(key()).build()));
        assertRefused(
                "build.finish_time",
                () -> report(
                        "b",
                        built(BuildStatus.BUILD_STATUS_FAILED)
                                .setStartTime(time("2026-03-01T10:05:00Z"))
                                .setFinishTime(time("2026-03-01T10:01:00Z"))
                                .build()));
        assertRefused(
                "build.artifacts[]",
                () -> report(
                        "b",
                        built(BuildStatus.BUILD_STATUS_FAILED)
                                .putArtifacts("", "shop")
                                .build()));
        assertRefused(
                "build.status",
                () -> report(
                        "b",
                        built(BuildStatus.BUILD_STATUS_FAILED)
                                .setStatusValue(77)
                                .build()));
        assertRefused(
                "slo_observation.attained", () -> observe("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", Double.NaN));
        assertRefused(
                "build.start_time",
                () -> report(
                        "b",
                        built(BuildStatus.BUILD_STATUS_RUNNING)
                                .setStartTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                                .build()));
        assertEquals(List.of(), builds());
    }

    private static void assertRefused(String field, org.junit.jupiter.api.function.Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals("FIELD_INVALID", RpcStatus.errorInfo(refusal).orElseThrow().getReason());
        assertEquals(
                Optional.of(field),
                Optional.ofNullable(refusal.getStatus().getDescription())
                        .map(text -> text.substring(0, text.indexOf(": "))));
    }

    private static Build.Builder built(BuildStatus status) {
        return Build.newBuilder()
                .setSourceKey(key())
                .setPipeline("shop/main")
                .setNumber(7)
                .setCommitSha("ab12")
                .setStatus(status);
    }

    private static QualityGate judged() {
        return QualityGate.newBuilder()
                .setSourceKey(key())
                .setTool("sonarqube")
                .setStatus(QualityStatus.QUALITY_STATUS_FAILED)
                .setEvaluateTime(time("2026-03-01T10:00:00Z"))
                .putConditions(
                        "coverage",
                        QualityCondition.newBuilder()
                                .setStatus(QualityStatus.QUALITY_STATUS_FAILED)
                                .setMeasured("71.2")
                                .setThreshold(">= 80")
                                .build())
                .build();
    }

    private SloObservation observe(String start, String end, double attained) {
        return Await.value(peer.one(
                ReactorSloObservationServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createSloObservation(CreateSloObservationRequest.newBuilder()
                        .setSloObservation(SloObservation.newBuilder()
                                .setSourceKey(key())
                                .setObjective("availability")
                                .setStartTime(time(start))
                                .setEndTime(time(end))
                                .setTarget(0.999)
                                .setAttained(attained))
                        .build())));
    }

    private Build report(String id, Build build) {
        return Await.value(peer.one(
                stub(),
                stub -> stub.createBuild(CreateBuildRequest.newBuilder()
                        .setBuildId(id)
                        .setBuild(build)
                        .build())));
    }

    private Build get(String name) {
        return Await.value(peer.one(
                stub(),
                stub -> stub.getBuild(GetBuildRequest.newBuilder().setName(name).build())));
    }

    private List<Build> builds() {
        return Await.value(peer.one(stub(), stub -> stub.listBuilds(ListBuildsRequest.getDefaultInstance())))
                .getBuildsList();
    }

    private ReactorBuildServiceStub stub() {
        return ReactorBuildServiceGrpc.newReactorStub(peer.channel());
    }

    /** What the feed says of all facts, in its order. */
    private List<Message> fed() {
        Flux<Fact> facts = peer.many(
                        ReactorFactServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.watchFacts(WatchFactsRequest.getDefaultInstance()))
                .takeUntil(page -> page.getCaughtUp())
                .flatMapIterable(page -> page.getFactsList());
        return Await.value(facts.map(FactReportsIT::body).collectList());
    }

    private static Message body(Fact fact) {
        return switch (fact.getBodyCase()) {
            case QUALITY_GATE -> fact.getQualityGate();
            case SLO_OBSERVATION -> fact.getSloObservation();
            default -> throw new AssertionError("another kind than was reported: " + fact.getBodyCase());
        };
    }

    /** The feed attributes nothing. */
    private static Message withoutService(Message reported) {
        return reported.toBuilder()
                .clearField(reported.getDescriptorForType().findFieldByName("service"))
                .build();
    }

    private static SourceKey key() {
        return SourceKey.newBuilder()
                .setKey("github.com/project-slug")
                .setValue("octo/shop")
                .build();
    }

    private static Timestamp time(String text) {
        try {
            return Timestamps.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
