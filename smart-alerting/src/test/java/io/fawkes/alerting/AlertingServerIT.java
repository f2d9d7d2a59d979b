package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.v1.AlertDelivery;
import io.fawkes.alerting.v1.AlertDeliveryOutcome;
import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.AlertGroupState;
import io.fawkes.alerting.v1.AlertState;
import io.fawkes.alerting.v1.GetAlertDeliveryRequest;
import io.fawkes.alerting.v1.ListAlertDeliveriesRequest;
import io.fawkes.alerting.v1.ListAlertsRequest;
import io.fawkes.alerting.v1.ListReceiversRequest;
import io.fawkes.alerting.v1.Notification;
import io.fawkes.alerting.v1.NotificationReason;
import io.fawkes.alerting.v1.NotificationState;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertServiceGrpc;
import io.fawkes.alerting.v1.ReactorReceiverServiceGrpc;
import io.fawkes.alerting.v1.ReceiveAlertsRequest;
import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class AlertingServerIT {

    private static final String GRAVE = ",\"service\":\"shop\",\"severity\":\"critical\"";

    private final Instant begin =
            InstantSource.system().instant().minusSeconds(7200).truncatedTo(ChronoUnit.SECONDS);
    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeDataApi dataApi = FakeDataApi.start(0);
    private AlertingServer server;
    private Alerting alerting;
    private final TestDatabase database;
    private final Path config;

    AlertingServerIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) throws IOException {
        this.database = database;
        this.config = folder.resolve("alertmanager.yml");
        Files.writeString(config, """
                route:
                  receiver: main
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                  routes:
                  - matchers: [receiver="both"]
                    receiver: both
                receivers:
                - name: main
                  webhook_configs:
                  - url: %s
                    timeout: 1s
                    http_config: {authorization: {credentials: t0ken}}
                - name: both
                  webhook_configs:
                  - {url: "%s", timeout: 1s}
                  - {url: "%s", send_resolved: false}
                """.formatted(receiver.url("main"), receiver.url("one"), receiver.url("two")));
        this.server = start();
        this.alerting = new Alerting(server.address());
    }

    private AlertingServer start() throws IOException {
        var settings = new HashMap<>(Map.of(
                "FAWKES_SMART_ALERTING_LISTEN",
                "127.0.0.1:0",
                "FAWKES_MANAGEMENT_LISTEN",
                "127.0.0.1:0",
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                "FAWKES_DATA_API_ADDRESS",
                "127.0.0.1:" + dataApi.port(),
                "FAWKES_ALERTMANAGER_CONFIG",
                config.toString(),
                "FAWKES_WEBHOOK_SECRET_ALERTMANAGER",
                Alerting.SECRET));
        return AlertingServer.start(Settings.of(settings));
    }

    @AfterEach
    void stop() {
        alerting.close();
        server.close();
        dataApi.close();
        receiver.close();
    }

    @Test
    void aFiringAlertIsToldWithItsKeyAndCredentialAndThenItsEnd() {
        var receipt = alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        var told = confirmed("main", 1).getFirst();

        alerting.post(Alerting.webhook(Alerting.resolved("A", "", begin, begin.plusSeconds(60))));
        var ended = confirmed("main", 2).get(1);

        assertEquals(1, receipt.getNewCount());
        assertEquals("firing", told.state());
        assertEquals("Bearer t0ken", told.authorization());
        assertEquals("4", told.body().path("version").asText());
        assertEquals("{}:{alertname=\"A\"}", told.body().path("groupKey").asText());
        assertEquals("A", told.body().path("groupLabels").path("alertname").asText());
        assertEquals("0001-01-01T00:00:00Z", told.body().at("/alerts/0/endsAt").asText());
        assertEquals("resolved", ended.state());
        assertEquals(
                begin.plusSeconds(60).toString(),
                ended.body().at("/alerts/0/endsAt").asText());
        assertEquals(alerting.notifications().getLast().getKey(), told.key());
        AlertGroup closed = Await.until(
                "closed",
                () -> alerting.groups().getFirst(),
                group -> group.getState() == AlertGroupState.ALERT_GROUP_STATE_CLOSED);
        assertEquals(
                List.of(
                        NotificationReason.NOTIFICATION_REASON_FIRST_FIRING,
                        NotificationReason.NOTIFICATION_REASON_ALL_RESOLVED),
                closed.getNotificationsList().stream()
                        .map(Notification::getReason)
                        .toList());
        assertTrue(closed.getReason().contains("share {alertname=\"A\"}"), closed.getReason());
    }

    @Test
    void aRepeatedWebhookIsNotToldAgain() {
        String body = Alerting.webhook(Alerting.firing("A", "", begin), Alerting.firing("A", ",\"host\":\"b\"", begin));
        alerting.post(body);
        confirmed("main", 1);

        assertEquals(2, alerting.post(body).getRepeatedCount());
        alerting.post(Alerting.webhook(Alerting.firing("B", "", begin)));

        assertEquals(List.of("A", "A"), confirmed("main", 2).getFirst().names());
        assertEquals(List.of("B"), receiver.confirmed("main").get(1).names());
    }

    @Test
    void bothIntegrationsOfAReceiverAreToldAndAFailingOneDoesNotDisturbTheOther() {
        var attempts = new AtomicInteger();
        receiver.answer("one", () -> switch (attempts.incrementAndGet()) {
            case 1 -> 500;
            case 2 -> 429;
            default -> 200;
        });

        alerting.post(Alerting.webhook(Alerting.firing("A", ",\"receiver\":\"both\"", begin)));

        confirmed("two", 1);
        confirmed("one", 1);
        assertEquals(3, receiver.posts("one").size());
        assertEquals(1, receiver.posts("two").size());
        assertEquals(
                1,
                receiver.posts("one").stream()
                        .map(FakeReceiver.Post::key)
                        .distinct()
                        .count());
    }

    @Test
    void aRefusingReceiverShowsInTheNotificationWithoutItsAddress() {
        receiver.answer("main", () -> 400);

        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));

        Notification refused = Await.until(
                        "a failure shown",
                        alerting::notifications,
                        told -> !told.isEmpty()
                                && !told.getFirst().getLastError().isEmpty())
                .getFirst();
        assertTrue(refused.getLastError().endsWith("answered 400"), refused.getLastError());
        assertFalse(refused.getLastError().contains("/main"), refused.getLastError());
        assertEquals("main", refused.getReceiver());
        assertEquals("webhook[0]", refused.getIntegration());
    }

    @Test
    void ofASilentReceiverNobodyKnowsAndItIsToldAgainWithTheSameKey() {
        var attempts = new AtomicInteger();
        receiver.answer("main", () -> attempts.incrementAndGet() == 1 ? FakeReceiver.SILENT : 200);

        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));

        confirmed("main", 1);
        Notification told = Await.until(
                "done",
                () -> alerting.notifications().getFirst(),
                notification -> notification.getState() == NotificationState.NOTIFICATION_STATE_DONE);
        assertEquals(1, told.getUnknownCount());
        assertEquals(2, told.getAttemptCount());
        assertEquals(
                1,
                receiver.posts("main").stream()
                        .map(FakeReceiver.Post::key)
                        .distinct()
                        .count());
    }

    @Test
    void noOldMessageOvertakesANewerOne() {
        var isAway = new AtomicInteger(1);
        receiver.answer("main", () -> isAway.get() == 1 ? 503 : 200);
        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        Await.until("a failed attempt", () -> !receiver.posts("main").isEmpty());
        alerting.post(Alerting.webhook(Alerting.resolved("A", "", begin, begin.plusSeconds(60))));

        isAway.set(0);

        var told = confirmed("main", 2);
        assertEquals(
                List.of("firing", "resolved"),
                told.stream().map(FakeReceiver.Post::state).toList());
    }

    @Test
    void aGraveGroupIsReportedAsAnIncidentAndItsEndToo() {
        alerting.post(Alerting.webhook(Alerting.firing("A", GRAVE, begin)));
        var begun = reports(1).getFirst();
        alerting.post(Alerting.webhook(Alerting.resolved("A", GRAVE, begin, begin.plusSeconds(60))));
        var ended = reports(2).get(1);

        assertEquals("fawkes.io/service", begun.getIncident().getSourceKey().getKey());
        assertEquals("shop", begun.getIncident().getSourceKey().getValue());
        assertEquals(begin.getEpochSecond(), begun.getIncident().getStartTime().getSeconds());
        assertEquals("A: A is odd", begun.getIncident().getTitle());
        assertEquals("critical", begun.getIncident().getSeverity());
        assertFalse(begun.getIncident().hasResolveTime());
        assertEquals(begun.getIncidentId(), ended.getIncidentId());
        assertEquals(
                begin.plusSeconds(60).getEpochSecond(),
                ended.getIncident().getResolveTime().getSeconds());
        assertEquals(2, new HashSet<>(List.of(begun.getRequestId(), ended.getRequestId())).size());
        Await.until(
                "its name noted",
                () -> alerting.groups().getFirst(),
                group -> group.getIncidents(0).getIncident().equals("incidents/" + begun.getIncidentId()));
    }

    @Test
    void anIncidentWaitsForADataApiThatIsAway() {
        int port = dataApi.port();
        dataApi.close();
        alerting.post(Alerting.webhook(Alerting.firing("A", GRAVE, begin)));
        Await.until(
                "a failed report",
                alerting::groups,
                groups -> !groups.isEmpty()
                        && groups.getFirst().getIncidentsCount() > 0
                        && !groups.getFirst().getIncidents(0).getLastError().isEmpty());

        try (var back = FakeDataApi.start(port)) {
            assertEquals(
                    1,
                    Await.until("reported", back::reports, reports -> !reports.isEmpty())
                            .size());
        }
    }

    @Test
    void aPrometheusIsAnsweredWithNothingAndABadAlertWithAnErrorThoughTheGoodOnesAreKept() {
        assertEquals(
                0,
                alerting.postApi("[{\"labels\":{\"alertname\":\"P\"}}]")
                        .getData()
                        .size());

        var refused = assertThrows(
                StatusRuntimeException.class,
                () -> alerting.postApi("[{\"labels\":{\"alertname\":\"Q\"}},{\"labels\":{}}]"));

        assertEquals("ALERT_INVALID", RpcStatus.errorInfo(refused).orElseThrow().getReason());
        assertEquals(
                List.of("P", "Q"),
                confirmed("main", 2).stream()
                        .flatMap(post -> post.names().stream())
                        .sorted()
                        .toList());
        assertEquals(
                AlertDeliveryOutcome.ALERT_DELIVERY_OUTCOME_PARTLY_ACCEPTED,
                deliveries().getFirst().getOutcome());
    }

    @Test
    void theRecordedWebhookIsKeptWithItsBodyAndRepetitionsWithoutIt() {
        String body = recorded();
        var first = alerting.post(body);
        var second = alerting.post(body);

        assertEquals(2, first.getNewCount());
        assertEquals(2, second.getRepeatedCount());
        assertEquals(body, delivery(first.getAlertDelivery()).getBody().toStringUtf8());
        assertEquals(0, delivery(second.getAlertDelivery()).getBody().size());
        assertEquals(body.length(), delivery(second.getAlertDelivery()).getBodySize());
    }

    @Test
    void aSenderIsBelievedByBearerByPasswordAndByPathOnly() {
        String body = Alerting.webhook(Alerting.firing("A", "", begin));
        String basic = Base64.getEncoder().encodeToString(("any:" + Alerting.SECRET).getBytes(StandardCharsets.UTF_8));
        alerting.post(request(body)
                .putHeaders("authorization", "Bearer " + Alerting.SECRET)
                .build());
        alerting.post(
                request(body).putHeaders("authorization", "Basic " + basic).build());
        alerting.post(request(body).setCredential(Alerting.SECRET).build());

        for (var wrong : List.of(
                request(body).build(),
                request(body).setCredential("wrong").build(),
                request(body).putHeaders("authorization", "Basic bm8=").build())) {
            var refused = assertThrows(StatusRuntimeException.class, () -> alerting.post(wrong));
            assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
        }
        assertEquals("CREDENTIAL_INVALID", deliveries().getFirst().getReason());
        assertFalse(deliveries().toString().contains("wrong\""));
    }

    @Test
    void aMalformedBodyIsRefusedAndKept() {
        var refused = assertThrows(StatusRuntimeException.class, () -> alerting.post("{\"alerts\":"));

        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
        assertEquals(
                AlertDeliveryOutcome.ALERT_DELIVERY_OUTCOME_REJECTED,
                deliveries().getFirst().getOutcome());
    }

    @Test
    void alertsAndReceiversAreListed() {
        alerting.post(Alerting.webhook(
                Alerting.firing("A", "", begin), Alerting.resolved("B", "", begin, begin.plusSeconds(1))));

        var peer = alerting.peer();
        var alerts = Await.value(peer.one(
                ReactorAlertServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.listAlerts(
                        ListAlertsRequest.newBuilder().setPageSize(1).build())));
        var receivers = Await.value(peer.one(
                ReactorReceiverServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.listReceivers(ListReceiversRequest.getDefaultInstance())));

        assertEquals(1, alerts.getAlertsCount());
        assertFalse(alerts.getNextPageToken().isEmpty());
        var rest = Await.value(peer.one(
                ReactorAlertServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.listAlerts(ListAlertsRequest.newBuilder()
                        .setPageToken(alerts.getNextPageToken())
                        .build())));
        var states = new HashMap<String, AlertState>();
        alerts.getAlertsList().forEach(alert -> states.put(alert.getLabelsOrThrow("alertname"), alert.getState()));
        rest.getAlertsList().forEach(alert -> states.put(alert.getLabelsOrThrow("alertname"), alert.getState()));
        assertEquals(Map.of("A", AlertState.ALERT_STATE_FIRING, "B", AlertState.ALERT_STATE_RESOLVED), states);
        assertEquals(2, receivers.getReceiversCount());
        assertFalse(receivers.toString().contains("127.0.0.1"));
    }

    @Test
    void aGroupWhoseRouteIsGoneAfterARestartIsPlacedAnew() throws IOException {
        receiver.answer("main", () -> 503);
        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        Await.until("an attempt", () -> !receiver.posts("main").isEmpty());
        alerting.close();
        server.close();
        Files.writeString(config, """
                route: {receiver: other, group_wait: 0s, group_interval: 1s}
                receivers: [{name: other, webhook_configs: [{url: "%s"}]}]
                """.formatted(receiver.url("other")));

        server = start();
        alerting = new Alerting(server.address());

        assertEquals(List.of("A"), confirmed("other", 1).getFirst().names());
    }

    private List<FakeReceiver.Post> confirmed(String path, int count) {
        return Await.until(
                count + " confirmed posts to " + path, () -> receiver.confirmed(path), posts -> posts.size() >= count);
    }

    private List<CreateIncidentRequest> reports(int count) {
        return Await.until(count + " reports", dataApi::reports, reports -> reports.size() >= count);
    }

    private static ReceiveAlertsRequest.Builder request(String body) {
        return ReceiveAlertsRequest.newBuilder().setBody(Alerting.body(body));
    }

    private List<AlertDelivery> deliveries() {
        var peer = alerting.peer();
        return Await.value(peer.one(
                        ReactorAlertIntakeServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.listAlertDeliveries(ListAlertDeliveriesRequest.getDefaultInstance())))
                .getAlertDeliveriesList();
    }

    private AlertDelivery delivery(String name) {
        var peer = alerting.peer();
        return Await.value(peer.one(
                ReactorAlertIntakeServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.getAlertDelivery(
                        GetAlertDeliveryRequest.newBuilder().setName(name).build())));
    }

    private static String recorded() {
        try (var file = AlertingServerIT.class.getResourceAsStream("/webhooks/alertmanager/two-alerts.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
