package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.v1.Alert;
import io.fawkes.alerting.v1.ListAlertsRequest;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertServiceGrpc;
import io.fawkes.alerting.v1.ReceiveAlertsRequest;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.testkit.AlertmanagerServer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A real Alertmanager tells us by its webhook; a door of the test hands its bodies on. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class AlertmanagerWebhookIT {

    @Test
    void whatARealAlertmanagerTellsIsKeptUnderItsFingerprint(@Migrated("smart-alerting") TestDatabase database)
            throws Exception {
        try (var server = start(database);
                var alerting = new Alerting(server.address())) {
            DisposableServer door = door(alerting);
            try (var alertmanager = AlertmanagerServer.start(config(door.port()))) {
                post(alertmanager.uri(), "[{\"labels\":{\"alertname\":\"Real\",\"zone\":\"ü\"}}]");

                Alert alert = Await.until("the alert", () -> alerts(alerting), alerts -> !alerts.isEmpty())
                        .getFirst();
                assertEquals("Real", alert.getLabelsOrThrow("alertname"));
                assertEquals(Fingerprint.of(Labels.of(alert.getLabelsMap())).hex(), alert.getFingerprint());
            } finally {
                door.disposeNow();
            }
        }
    }

    private static AlertingServer start(TestDatabase database) throws IOException {
        return AlertingServer.start(Settings.of(Map.of(
                "FAWKES_SMART_ALERTING_LISTEN",
                "127.0.0.1:0",
                "FAWKES_MANAGEMENT_LISTEN",
                "127.0.0.1:0",
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                "FAWKES_WEBHOOK_SECRET_ALERTMANAGER",
                Alerting.SECRET)));
    }

    private static String config(int port) {
        return """
                route: {receiver: us, group_wait: 0s}
                receivers:
                - name: us
                  webhook_configs:
                  - url: http://127.0.0.1:%d/
                    http_config: {authorization: {credentials: %s}}
                """.formatted(port, Alerting.SECRET);
    }

    private static DisposableServer door(Alerting alerting) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> handedOn(alerting, request, response))
                .bindNow();
    }

    private static Mono<Void> handedOn(Alerting alerting, HttpServerRequest request, HttpServerResponse response) {
        String authorization = request.requestHeaders().get("authorization", "");
        return request.receive()
                .aggregate()
                .asString()
                .map(body -> ReceiveAlertsRequest.newBuilder()
                        .setBody(Alerting.body(body))
                        .putHeaders("authorization", authorization)
                        .build())
                .flatMap(webhook -> alerting.peer()
                        .one(
                                ReactorAlertIntakeServiceGrpc.newReactorStub(
                                        alerting.peer().channel()),
                                stub -> stub.receiveAlerts(webhook)))
                .flatMap(_ -> response.status(202).send());
    }

    private static List<Alert> alerts(Alerting alerting) {
        return Await.value(alerting.peer()
                        .one(
                                ReactorAlertServiceGrpc.newReactorStub(
                                        alerting.peer().channel()),
                                stub -> stub.listAlerts(ListAlertsRequest.getDefaultInstance())))
                .getAlertsList();
    }

    private static void post(URI alertmanager, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(alertmanager.resolve("/api/v2/alerts"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertEquals(
                    200,
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }
}
