package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Timestamps;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.v1.AuditEvent;
import io.fawkes.dataapi.v1.Delivery;
import io.fawkes.dataapi.v1.DeliveryBodyState;
import io.fawkes.dataapi.v1.DeliveryOutcome;
import io.fawkes.dataapi.v1.ErasePersonRequest;
import io.fawkes.dataapi.v1.Erasure;
import io.fawkes.dataapi.v1.GetDeliveryRequest;
import io.fawkes.dataapi.v1.GetDeploymentRequest;
import io.fawkes.dataapi.v1.GetErasureRequest;
import io.fawkes.dataapi.v1.ListAuditEventsRequest;
import io.fawkes.dataapi.v1.ListDeliveriesRequest;
import io.fawkes.dataapi.v1.ReactorAuditServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorPersonServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.fawkes.dataapi.v1.ReplayDeliveriesRequest;
import io.fawkes.dataapi.v1.ReplayDeliveryRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ReplayRpcIT {

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
    void aReplayIsAnsweredCountedAndShown() {
        ReceiveDeliveryResponse receipt = delivered(GithubBodies.signed("deployment", GithubBodies.body("deployment")));

        var replay = Await.value(peer.one(
                deliveries(),
                stub -> stub.replayDelivery(ReplayDeliveryRequest.newBuilder()
                        .setName(receipt.getDelivery())
                        .build())));
        var many = Await.value(peer.one(
                deliveries(),
                stub -> stub.replayDeliveries(ReplayDeliveriesRequest.newBuilder()
                        .setFilter("source = github AND replay_count > 0")
                        .build())));

        assertEquals(DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE, replay.getOutcome());
        assertEquals(1, replay.getDelivery().getReplayCount());
        assertEquals(1, many.getDuplicateCount());
        assertEquals("", many.getNextPageToken());
        Delivery kept = get(receipt.getDelivery(), "");
        assertEquals(2, kept.getReplayCount());
        assertEquals(DeliveryOutcome.DELIVERY_OUTCOME_ACCEPTED, kept.getOutcome());
        assertEquals(DeliveryBodyState.DELIVERY_BODY_STATE_KEPT, kept.getBodyState());
        assertEquals(
                Duration.ofDays(30).toSeconds(),
                Timestamps.between(kept.getReceiveTime(), kept.getBodyExpireTime())
                        .getSeconds());
    }

    @Test
    void aSkewedClockIsQuarantinedVisibleCountedAndStaysSoWhenItIsReplayed() throws IOException, InterruptedException {
        String skewed = GithubBodies.body("deployment").replace("2019-05-15T15:20:53Z", "2099-01-01T00:00:00Z");
        assertThrows(StatusRuntimeException.class, () -> delivered(GithubBodies.signed("deployment", skewed)));

        var replay = Await.value(peer.one(
                deliveries(),
                stub -> stub.replayDeliveries(ReplayDeliveriesRequest.newBuilder()
                        .setFilter("reason = TIME_IMPLAUSIBLE")
                        .build())));

        assertEquals(1, replay.getRejectedCount());
        assertEquals("TIME_IMPLAUSIBLE", replay.getFailures(0).getReason());
        assertTrue(replay.getFailures(0).getDetail().contains("2099"), replay.toString());
        String counted = metrics()
                .lines()
                .filter(line -> line.startsWith("fawkes_inbox_deliveries_total") && line.contains("TIME_IMPLAUSIBLE"))
                .collect(Collectors.joining());
        assertTrue(counted.endsWith(" 1.0"), counted);
    }

    private String metrics() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var scrape = HttpRequest.newBuilder(URI.create("http://" + server.management() + "/metrics"));
            return http.send(scrape.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aReplayOfEverythingMustBeAskedFor() {
        var refused = assertThrows(
                StatusRuntimeException.class,
                () -> Await.value(peer.one(
                        deliveries(), stub -> stub.replayDeliveries(ReplayDeliveriesRequest.getDefaultInstance()))));

        assertTrue(
                refused.getStatus().toString().contains("filter: empty"),
                refused.getStatus().toString());
    }

    @Test
    void aReadMaskLeavesOutWhatItDoesNotName() {
        ReceiveDeliveryResponse receipt = delivered(GithubBodies.signed("deployment", GithubBodies.body("deployment")));

        Delivery some = get(receipt.getDelivery(), "name,outcome");
        var page = Await.value(peer.one(
                deliveries(),
                stub -> stub.listDeliveries(ListDeliveriesRequest.newBuilder()
                        .setReadMask(mask("source"))
                        .build())));
        var deployment = Await.value(peer.one(
                ReactorDeploymentServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.getDeployment(GetDeploymentRequest.newBuilder()
                        .setName(receipt.getFacts(0))
                        .setReadMask(mask("environment,source_key.value"))
                        .build())));

        assertEquals(
                Delivery.newBuilder()
                        .setName(receipt.getDelivery())
                        .setOutcome(DeliveryOutcome.DELIVERY_OUTCOME_ACCEPTED)
                        .build(),
                some);
        assertEquals(Delivery.newBuilder().setSource("github").build(), page.getDeliveries(0));
        assertEquals("production", deployment.getEnvironment());
        assertEquals("", deployment.getName());
        assertFalse(deployment.getSourceKey().getValue().isEmpty());
        assertEquals("", deployment.getSourceKey().getKey());
    }

    @Test
    void aReadMaskOfAnUnknownFieldIsRefusedByName() {
        var refused = assertThrows(StatusRuntimeException.class, () -> get("deliveries/x", "name,colour"));

        assertTrue(
                refused.getStatus().toString().contains("read_mask: colour (expected: "),
                refused.getStatus().toString());
    }

    @Test
    void whoReplaysAndWhoErasesIsInTheAuditLog() {
        ReceiveDeliveryResponse receipt = delivered(GithubBodies.signed("deployment", GithubBodies.body("deployment")));
        Await.value(peer.one(
                deliveries(),
                stub -> stub.replayDelivery(ReplayDeliveryRequest.newBuilder()
                        .setName(receipt.getDelivery())
                        .build())));
        var people = ReactorPersonServiceGrpc.newReactorStub(peer.channel());

        Erasure begun = Await.value(peer.one(
                people,
                stub -> stub.erasePerson(
                        ErasePersonRequest.newBuilder().setLogin("Codertocat").build())));
        Erasure done = Await.until(
                "the person is erased",
                () -> Await.value(peer.one(
                        people,
                        stub -> stub.getErasure(GetErasureRequest.newBuilder()
                                .setName(begun.getName())
                                .build()))),
                Erasure::hasCompleteTime);
        var audit = Await.value(peer.one(
                ReactorAuditServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.listAuditEvents(ListAuditEventsRequest.newBuilder()
                        .setFilter("actor = \"local-admin\"")
                        .setOrderBy("occur_time")
                        .build())));

        assertEquals(1, done.getRewrittenFactCount());
        assertEquals(1, done.getEmptiedDeliveryCount());
        assertEquals(
                DeliveryBodyState.DELIVERY_BODY_STATE_ERASED,
                get(receipt.getDelivery(), "").getBodyState());
        assertEquals(
                List.of("ReplayDelivery", "ErasePerson"),
                audit.getAuditEventsList().stream().map(AuditEvent::getAction).toList());
        assertEquals(receipt.getDelivery(), audit.getAuditEvents(0).getTarget());
    }

    private Delivery get(String name, String paths) {
        return Await.value(peer.one(
                deliveries(),
                stub -> stub.getDelivery(GetDeliveryRequest.newBuilder()
                        .setName(name)
                        .setReadMask(mask(paths))
                        .build())));
    }

    private static FieldMask mask(String paths) {
        var mask = FieldMask.newBuilder();
        java.util.Arrays.stream(paths.split(",", -1))
                .filter(path -> !path.isEmpty())
                .forEach(mask::addPaths);
        return mask.build();
    }

    private ReceiveDeliveryResponse delivered(WebhookRequest webhook) {
        byte[] body = webhook.body().array();
        return Await.value(peer.one(
                deliveries(),
                stub -> stub.receiveDelivery(ReceiveDeliveryRequest.newBuilder()
                        .setSource(webhook.source())
                        .setBody(HttpBody.newBuilder().setData(ByteString.copyFrom(body)))
                        .putAllHeaders(webhook.headers())
                        .build())));
    }

    private ReactorDeliveryServiceGrpc.ReactorDeliveryServiceStub deliveries() {
        return ReactorDeliveryServiceGrpc.newReactorStub(peer.channel());
    }
}
