package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.devlake.DevLakeBodies;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.v1.CreateDeploymentRequest;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.Delivery;
import io.fawkes.dataapi.v1.DeliveryOutcome;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.GetDeliveryRequest;
import io.fawkes.dataapi.v1.GetDeploymentRequest;
import io.fawkes.dataapi.v1.ListDeliveriesRequest;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresExtension.class)
class DataApiServerIT {

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
    void aSignedDeliveryBecomesAFactOfTheFeed() {
        ReceiveDeliveryResponse receipt = deliver("deployment_status", GithubBodies.body("deployment_status"));

        Fact fact = Await.value(facts().next());
        assertEquals(DeliveryOutcome.DELIVERY_OUTCOME_ACCEPTED, receipt.getOutcome());
        assertEquals(List.of(fact.getName()), receipt.getFactsList());
        assertEquals(
                DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED,
                fact.getDeployment().getStatus());
        assertEquals("production", fact.getDeployment().getEnvironment());
    }

    @Test
    void aRedeliveryIsADuplicate() {
        deliver("deployment", GithubBodies.body("deployment"));

        assertEquals(
                DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE,
                deliver("deployment", GithubBodies.body("deployment")).getOutcome());
    }

    static Stream<Arguments> refused() {
        String body = GithubBodies.body("deployment");
        return Stream.of(
                Arguments.of(
                        "malformed JSON",
                        "deployment",
                        body.substring(0, 500),
                        Status.Code.INVALID_ARGUMENT,
                        ErrorReason.BODY_MALFORMED),
                Arguments.of("unknown event", "gollum", body, Status.Code.INVALID_ARGUMENT, ErrorReason.EVENT_UNKNOWN),
                Arguments.of(
                        "a time in 1970",
                        "deployment",
                        body.replace("2019-05-15T15:20:53Z", "1970-01-01T00:00:01Z"),
                        Status.Code.INVALID_ARGUMENT,
                        ErrorReason.TIME_IMPLAUSIBLE),
                Arguments.of(
                        "a time in 2099",
                        "deployment",
                        body.replace("2019-05-15T15:20:53Z", "2099-01-01T00:00:00Z"),
                        Status.Code.INVALID_ARGUMENT,
                        ErrorReason.TIME_IMPLAUSIBLE),
                Arguments.of(
                        "2 MB",
                        "deployment",
                        " ".repeat(2_000_000) + body,
                        Status.Code.INVALID_ARGUMENT,
                        ErrorReason.BODY_TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCannotBeBelievedIsRefusedMakesNoFactAndStaysVisible(
            String what, String event, String body, Status.Code code, ErrorReason reason) {
        assertRefused(request(GithubBodies.signed(event, body)), code, reason);
    }

    @Test
    void aWrongSignatureIsRefusedMakesNoFactAndStaysVisibleWithoutTheSignature() {
        byte[] body = GithubBodies.body("deployment").getBytes(StandardCharsets.UTF_8);
        WebhookRequest forged = GithubBodies.signed("deployment", body, "a guess");

        Delivery kept = assertRefused(request(forged), Status.Code.UNAUTHENTICATED, ErrorReason.SIGNATURE_INVALID);

        assertFalse(kept.containsHeaders("x-hub-signature-256"));
        assertEquals(4096, kept.getBody().size());
    }

    @Test
    void whatThePathSaysIsReadAndKeptWithTheHeaders() {
        byte[] body = DevLakeBodies.deployment("").getBytes(StandardCharsets.UTF_8);
        ReceiveDeliveryRequest request = ReceiveDeliveryRequest.newBuilder()
                .setSource("devlake")
                .setEndpoint("1/deployments")
                .setBody(HttpBody.newBuilder().setData(ByteString.copyFrom(body)))
                .putHeaders("authorization", "Bearer " + Requests.SECRET)
                .putHeaders(":endpoint", "1/issues")
                .build();

        ReceiveDeliveryResponse receipt = Await.value(receive(request));
        Delivery kept = Await.value(peer.one(
                deliveries(),
                stub -> stub.getDelivery(GetDeliveryRequest.newBuilder()
                        .setName(receipt.getDelivery())
                        .build())));

        assertEquals(2, receipt.getFactsCount());
        assertEquals("1/deployments", kept.getEvent());
        assertEquals(Map.of(":endpoint", "1/deployments"), kept.getHeadersMap());
        assertEquals(
                DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE,
                Await.value(receive(request)).getOutcome());
    }

    @Test
    void aSourceThatIsNotKnownIsRefusedAndStaysVisible() {
        var request = request(GithubBodies.signed("deployment", "{}")).toBuilder()
                .setSource("gitea")
                .build();

        assertRefused(request, Status.Code.NOT_FOUND, ErrorReason.SOURCE_UNKNOWN);
    }

    private Delivery assertRefused(ReceiveDeliveryRequest request, Status.Code code, ErrorReason reason) {
        var error = assertThrows(StatusRuntimeException.class, () -> Await.value(receive(request)));

        assertEquals(code, error.getStatus().getCode());
        var info = RpcStatus.errorInfo(error).orElseThrow();
        assertEquals(reason.name(), info.getReason());
        Delivery kept = Await.value(peer.one(
                deliveries(),
                stub -> stub.getDelivery(GetDeliveryRequest.newBuilder()
                        .setName(info.getMetadataOrThrow("delivery"))
                        .build())));
        assertEquals(DeliveryOutcome.DELIVERY_OUTCOME_REJECTED, kept.getOutcome());
        assertEquals(reason.name(), kept.getReason());
        assertEquals(List.of(), kept.getFactsList());
        assertEquals(
                0,
                Await.value(peer.many(feed(), stub -> stub.watchFacts(WatchFactsRequest.getDefaultInstance()))
                                .next())
                        .getFactsCount());
        return kept;
    }

    @Test
    void fiftyAtOnceWithOneRequestIdMakeOneDeploymentAndEqualAnswers() {
        CreateDeploymentRequest request = CreateDeploymentRequest.newBuilder()
                .setDeployment(reported())
                .setRequestId(UUID.randomUUID().toString())
                .build();

        List<Deployment> answers = Await.values(Flux.range(0, 50)
                .flatMap(_ -> peer.one(deployments(), stub -> stub.createDeployment(request)), 50));

        assertEquals(50, answers.size());
        assertEquals(1, answers.stream().distinct().count());
        assertEquals(1, list().size());
    }

    @Test
    void aRequestIdUsedForSomethingElseIsRefused() {
        CreateDeploymentRequest first = CreateDeploymentRequest.newBuilder()
                .setDeployment(reported())
                .setRequestId(UUID.randomUUID().toString())
                .build();
        Await.value(peer.one(deployments(), stub -> stub.createDeployment(first)));
        CreateDeploymentRequest second = first.toBuilder()
                .setDeployment(reported().toBuilder().setVersion("other"))
                .build();

        assertEquals("REQUEST_ID_REUSED", reasonOf(peer.one(deployments(), stub -> stub.createDeployment(second))));
    }

    @Test
    void aReportWithoutAVersionNamesTheField() {
        CreateDeploymentRequest request = CreateDeploymentRequest.newBuilder()
                .setDeployment(reported().toBuilder().clearVersion())
                .build();

        var error = assertThrows(
                StatusRuntimeException.class,
                () -> Await.value(peer.one(deployments(), stub -> stub.createDeployment(request))));

        assertEquals("deployment.version: missing", error.getStatus().getDescription());
    }

    @Test
    void aClaimMadeLaterAttributesWhatCameBefore() {
        Deployment before = Await.value(peer.one(
                deployments(),
                stub -> stub.createDeployment(CreateDeploymentRequest.newBuilder()
                        .setDeployment(reported())
                        .build())));
        createService("shop", "OCTO/shop");

        Deployment after = Await.value(peer.one(
                deployments(),
                stub -> stub.getDeployment(GetDeploymentRequest.newBuilder()
                        .setName(before.getName())
                        .build())));

        assertEquals("services/-", before.getService());
        assertEquals("services/shop", after.getService());
    }

    @Test
    void aSourceKeyHasOneOwner() {
        createService("shop", "octo/shop");

        assertEquals("SOURCE_KEY_CLAIMED", reasonOf(service("other", "Octo/Shop")));
        assertEquals("SERVICE_EXISTS", reasonOf(service("shop", "octo/else")));
    }

    @Test
    void listsPageAfterPageWithoutGapOrRepetition() {
        for (int i = 0; i < 5; i++) {
            deliver("ping", GithubBodies.body("ping"));
        }

        var first = Await.value(peer.one(
                deliveries(),
                stub -> stub.listDeliveries(
                        ListDeliveriesRequest.newBuilder().setPageSize(3).build())));
        deliver("ping", GithubBodies.body("ping"));
        var second = Await.value(peer.one(
                deliveries(),
                stub -> stub.listDeliveries(ListDeliveriesRequest.newBuilder()
                        .setPageSize(3)
                        .setPageToken(first.getNextPageToken())
                        .build())));

        assertEquals(3, first.getDeliveriesCount());
        assertEquals(2, second.getDeliveriesCount());
        assertEquals("", second.getNextPageToken());
        assertNotEquals(first.getDeliveries(2), second.getDeliveries(0));
    }

    @Test
    void aPageTokenThatIsNotOursIsRefused() {
        assertEquals(
                "PAGE_TOKEN_INVALID",
                reasonOf(peer.one(
                        deliveries(),
                        stub -> stub.listDeliveries(ListDeliveriesRequest.newBuilder()
                                .setPageToken("bm9wZQ")
                                .build()))));
    }

    @Test
    void aCursorThatIsNotOursIsRefused() {
        assertEquals(
                "CURSOR_EXPIRED",
                reasonOf(peer.many(
                                feed(),
                                stub -> stub.watchFacts(WatchFactsRequest.newBuilder()
                                        .setCursor("nonsense")
                                        .build()))
                        .next()));
    }

    private static String reasonOf(Mono<?> call) {
        var error = assertThrows(StatusRuntimeException.class, () -> Await.completed(call));
        return RpcStatus.errorInfo(error).orElseThrow().getReason();
    }

    private List<Deployment> list() {
        return Await.value(peer.one(
                        deployments(), stub -> stub.listDeployments(ListDeploymentsRequest.getDefaultInstance())))
                .getDeploymentsList();
    }

    private void createService(String id, String slug) {
        Await.value(service(id, slug));
    }

    private Mono<Service> service(String id, String slug) {
        return peer.one(
                ReactorCatalogServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createService(CreateServiceRequest.newBuilder()
                        .setServiceId(id)
                        .setService(Service.newBuilder().addSourceKeys(key(slug)))
                        .build()));
    }

    private static Deployment reported() {
        return Deployment.newBuilder()
                .setSourceKey(key("octo/shop"))
                .setEnvironment("production")
                .setVersion("4f2a9c1")
                .putStatusChanges(
                        "1",
                        StatusChange.newBuilder()
                                .setStatus(DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED)
                                .setOccurTime(Timestamp.newBuilder().setSeconds(1_770_000_000))
                                .build())
                .build();
    }

    private static SourceKey key(String slug) {
        return SourceKey.newBuilder()
                .setKey("github.com/project-slug")
                .setValue(slug)
                .build();
    }

    private Flux<Fact> facts() {
        return peer.many(feed(), stub -> stub.watchFacts(WatchFactsRequest.getDefaultInstance()))
                .concatMapIterable(io.fawkes.dataapi.v1.WatchFactsResponse::getFactsList);
    }

    private ReceiveDeliveryResponse deliver(String event, String body) {
        return Await.value(receive(request(GithubBodies.signed(event, body))));
    }

    private Mono<ReceiveDeliveryResponse> receive(ReceiveDeliveryRequest request) {
        return peer.one(deliveries(), stub -> stub.receiveDelivery(request));
    }

    private static ReceiveDeliveryRequest request(WebhookRequest webhook) {
        return ReceiveDeliveryRequest.newBuilder()
                .setSource(webhook.source())
                .setBody(HttpBody.newBuilder()
                        .setContentType("application/json")
                        .setData(ByteString.copyFrom(webhook.body().array())))
                .putAllHeaders(webhook.headers())
                .setBodySize(webhook.size())
                .build();
    }

    private ReactorDeliveryServiceGrpc.ReactorDeliveryServiceStub deliveries() {
        return ReactorDeliveryServiceGrpc.newReactorStub(peer.channel());
    }

    private ReactorDeploymentServiceGrpc.ReactorDeploymentServiceStub deployments() {
        return ReactorDeploymentServiceGrpc.newReactorStub(peer.channel());
    }

    private ReactorFactServiceGrpc.ReactorFactServiceStub feed() {
        return ReactorFactServiceGrpc.newReactorStub(peer.channel());
    }
}
