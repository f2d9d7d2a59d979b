package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.rest.RecordedServer;
import io.fawkes.dataapi.rest.RecordedServer.Answer;
import io.fawkes.dataapi.v1.Backfill;
import io.fawkes.dataapi.v1.BackfillSource;
import io.fawkes.dataapi.v1.BackfillState;
import io.fawkes.dataapi.v1.CancelBackfillRequest;
import io.fawkes.dataapi.v1.CreateBackfillRequest;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.GetBackfillRequest;
import io.fawkes.dataapi.v1.ListBackfillsRequest;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ReactorBackfillServiceGrpc;
import io.fawkes.dataapi.v1.ReactorBackfillServiceGrpc.ReactorBackfillServiceStub;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ResumeBackfillRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Backfills by rpc, in a whole data-api that asks a server which replays recorded bodies. */
@ExtendWith(PostgresExtension.class)
class BackfillServiceIT {

    private static final String SLUG = "Codertocat/Hello-World";
    private static final String PULLS = "/repos/" + SLUG + "/pulls?state=all&sort=updated&direction=desc&per_page=10";

    private final RecordedServer github = RecordedServer.start();
    private TestDatabase database;
    private DataApiServer server;
    private Peer peer;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase ofTheTest) throws IOException {
        database = ofTheTest;
        String deployed = GithubBodies.body("deployment_status");
        github.on("/repos/" + SLUG + "/deployments?per_page=30", Answer.json("[" + part(deployed, "deployment") + "]"))
                .on(
                        "/repos/" + SLUG + "/deployments/145988746/statuses?per_page=100",
                        Answer.json("[" + part(deployed, "deployment_status") + "]"))
                .on(PULLS, Answer.json("[" + part(GithubBodies.body("pull_request-closed"), "pull_request") + "]"))
                .on("/repos/" + SLUG + "/pulls/2/commits?per_page=100", Answer.json("[]"))
                .on("/repos/" + SLUG + "/pulls/2/reviews?per_page=100", Answer.json("[]"));
        server = RunningDataApi.on(
                database, Map.of("FAWKES_GITHUB_URL", github.uri().toString(), "FAWKES_GITHUB_TOKEN", "hush"));
        peer = RunningDataApi.peer(server);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
        github.close();
    }

    private static String part(String body, String name) {
        try {
            return new JsonMapper().readTree(body).get(name).toString();
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    @Test
    void besideTheWebhooksABackfillChangesNothing() {
        deliver("deployment");
        deliver("deployment_status");
        deliver("pull_request-closed");

        create("again", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, "");
        Backfill ended = ended("again");

        assertEquals(BackfillState.BACKFILL_STATE_SUCCEEDED, ended.getState(), ended.toString());
        assertEquals(0, ended.getFactCount());
        assertEquals(2, ended.getDuplicateCount());
        assertEquals(2, ended.getItemCount());
        assertTrue(github.credentials().stream().allMatch("Bearer hush"::equals));
    }

    @Test
    void isAskedOnceByItsRequestIdAndFoundByItsState() {
        String requestId = UUID.randomUUID().toString();
        Backfill first = create("shop", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, requestId);
        Backfill again = create("shop", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, requestId);
        ended("shop");

        assertEquals("backfills/shop", first.getName());
        assertEquals(first.getCreateTime(), again.getCreateTime());
        assertReason("BACKFILL_EXISTS", () -> create("shop", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, ""));
        assertReason(
                "REQUEST_ID_REUSED", () -> create("other", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, requestId));
        assertEquals(1, listed("state = SUCCEEDED AND source = GITHUB"));
        assertEquals(0, listed("state = FAILED"));
        assertReason("BACKFILL_ENDED", () -> cancel("shop"));
        assertReason(
                "BACKFILL_ENDED",
                () -> call(stub -> stub.resumeBackfill(ResumeBackfillRequest.newBuilder()
                        .setName("backfills/shop")
                        .build())));
    }

    @Test
    void whatCannotBeReadIsRefusedWithWhatToDo() {
        var refusal = assertThrows(
                StatusRuntimeException.class,
                () -> create("j", BackfillSource.BACKFILL_SOURCE_JENKINS, "shop/deploy", ""));
        assertEquals(
                "SOURCE_NOT_CONFIGURED",
                RpcStatus.errorInfo(refusal).orElseThrow().getReason());
        assertTrue(refusal.toString().contains("FAWKES_JENKINS_URL"), refusal.toString());

        assertReason("FIELD_INVALID", () -> create("g", BackfillSource.BACKFILL_SOURCE_GITHUB, "../secrets", ""));
        assertReason("FIELD_INVALID", () -> create("g", BackfillSource.BACKFILL_SOURCE_UNSPECIFIED, SLUG, ""));
        assertReason("FIELD_INVALID", () -> create("G!", BackfillSource.BACKFILL_SOURCE_GITHUB, SLUG, ""));
        assertReason("RESOURCE_UNKNOWN", () -> cancel("none"));
        assertReason("RESOURCE_UNKNOWN", () -> get("none"));
    }

    @Test
    void whatArgoCdRemembersAndNobodyToldIsToldAndCounted() throws IOException {
        github.on("/api/v1/applications", Answer.json(APPLICATIONS));
        Map<String, String> argocd = Map.of(
                "FAWKES_ARGOCD_URL", github.uri().toString(),
                "FAWKES_ARGOCD_TOKEN", "argo",
                "FAWKES_ARGOCD_RECONCILE_EVERY", "PT0.1S");

        try (var reconciling = RunningDataApi.on(database, argocd);
                var asking = RunningDataApi.peer(reconciling)) {
            List<Deployment> found = Await.until(
                    "the rollback is told", () -> deployments(asking), deployments -> deployments.size() == 2);

            assertEquals("c0", found.getFirst().getVersion());
            assertEquals(
                    DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED,
                    found.getFirst().getStatus());
            assertTrue(github.credentials().contains("Bearer argo"));
            Await.until(
                    "a look that finds nothing more is measured",
                    () -> metrics(reconciling)
                            .lines()
                            .anyMatch(
                                    line -> line.startsWith("fawkes_argocd_history_missing") && line.endsWith(" 0.0")));
        }
    }

    private static String metrics(DataApiServer of) {
        return Await.value(HttpClient.create()
                .get()
                .uri("http://" + of.management() + "/metrics")
                .responseContent()
                .aggregate()
                .asString());
    }

    private static List<Deployment> deployments(Peer asking) {
        return Await.value(asking.one(
                        ReactorDeploymentServiceGrpc.newReactorStub(asking.channel()),
                        stub -> stub.listDeployments(ListDeploymentsRequest.getDefaultInstance())))
                .getDeploymentsList();
    }

    private static final String APPLICATIONS = """
            {"items":[{"metadata":{"name":"checkout","namespace":"argocd","labels":{"fawkes.io/environment":"production"}},
              "spec":{"destination":{"namespace":"shop"}},
              "status":{"health":{"status":"Healthy"},"summary":{"images":[]},
                "history":[{"id":1,"deployStartedAt":"2026-03-01T10:00:00Z","deployedAt":"2026-03-01T10:01:00Z","revision":"c1"},
                           {"id":2,"deployStartedAt":"2026-03-02T10:00:00Z","deployedAt":"2026-03-02T10:01:00Z","revision":"c0"}],
                "operationState":{"phase":"Succeeded","startedAt":"2026-03-02T10:00:00Z","finishedAt":"2026-03-02T10:01:00Z",
                  "operation":{"initiatedBy":{"username":"admin"}},"syncResult":{"revision":"c0"}}}}]}
            """;

    private Backfill create(String id, BackfillSource source, String scope, String requestId) {
        return call(stub -> stub.createBackfill(CreateBackfillRequest.newBuilder()
                .setBackfillId(id)
                .setRequestId(requestId)
                .setBackfill(Backfill.newBuilder().setSource(source).setScope(scope))
                .build()));
    }

    private Backfill get(String id) {
        return call(stub -> stub.getBackfill(
                GetBackfillRequest.newBuilder().setName("backfills/" + id).build()));
    }

    private Backfill cancel(String id) {
        return call(stub -> stub.cancelBackfill(
                CancelBackfillRequest.newBuilder().setName("backfills/" + id).build()));
    }

    private Backfill ended(String id) {
        return Await.until("backfill " + id + " has ended", () -> get(id), backfill -> switch (backfill.getState()) {
            case BACKFILL_STATE_SUCCEEDED, BACKFILL_STATE_FAILED -> true;
            default -> false;
        });
    }

    private int listed(String filter) {
        return call(stub -> stub.listBackfills(
                        ListBackfillsRequest.newBuilder().setFilter(filter).build()))
                .getBackfillsCount();
    }

    private static void assertReason(String reason, Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(reason, RpcStatus.errorInfo(refusal).orElseThrow().getReason(), refusal.toString());
    }

    private <T> T call(Function<ReactorBackfillServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorBackfillServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private void deliver(String body) {
        WebhookRequest signed = GithubBodies.signed(body.replaceFirst("-.*", ""), GithubBodies.body(body));
        Await.completed(peer.one(
                ReactorDeliveryServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.receiveDelivery(ReceiveDeliveryRequest.newBuilder()
                        .setSource(signed.source())
                        .setBody(HttpBody.newBuilder()
                                .setContentType("application/json")
                                .setData(ByteString.copyFrom(signed.body().array())))
                        .putAllHeaders(signed.headers())
                        .build())));
    }
}
