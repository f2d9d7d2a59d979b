package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.fawkes.alerting.v1.AlertState;
import io.fawkes.alerting.v1.ErrorReason;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReceiveGenericAlertsRequest;
import io.fawkes.alerting.v1.ReceiveGrafanaAlertsRequest;
import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.ChangeKind;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everybody who tells of alerts, beside Alertmanager: Grafana, any sender, and anomaly-detection. */
@ExtendWith(PostgresExtension.class)
class SourcesIT {

    private static final String QUIET = "{route: {receiver: none}, receivers: [{name: none}]}";
    private static final String BODY = "[{\"labels\":{\"alertname\":\"Disk\"}}]";
    private static final String UNIFIED = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Cpu\"}}]}";

    private final FakeAnomalies anomalies = new FakeAnomalies();
    private final Installation installation;
    private final Alerting alerting;

    SourcesIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) throws IOException {
        this.installation = new Installation(
                database,
                folder,
                Map.of(
                        "FAWKES_WEBHOOK_SECRET_GRAFANA", Alerting.SECRET,
                        "FAWKES_WEBHOOK_SECRET_ALERTS", Alerting.SECRET,
                        "FAWKES_ANOMALY_DETECTION_ADDRESS", "127.0.0.1:" + anomalies.port()));
        this.alerting = installation.start(QUIET);
    }

    @AfterEach
    void stop() {
        installation.close();
        anomalies.close();
    }

    @Test
    void whatGrafanaAndAnySenderPostIsKeptAndWhatIsNotSignedIsRefused() throws Exception {
        var stub = ReactorAlertIntakeServiceGrpc.newReactorStub(alerting.peer().channel());
        String ours = signature(Alerting.SECRET);
        String other = signature("other");
        var grafana = ReceiveGrafanaAlertsRequest.newBuilder().setBody(Alerting.body(UNIFIED));
        var generic = ReceiveGenericAlertsRequest.newBuilder().setBody(Alerting.body(BODY));

        var signed = Await.value(alerting.peer()
                .one(
                        stub,
                        intake -> intake.receiveGrafanaAlerts(grafana.putHeaders("x-grafana-alerting-signature", ours)
                                .build())));
        var shown = Await.value(alerting.peer()
                .one(
                        stub,
                        intake -> intake.receiveGenericAlerts(
                                generic.setCredential(Alerting.SECRET).build())));
        var forged = Await.value(alerting.peer()
                        .one(
                                stub,
                                intake -> intake.receiveGrafanaAlerts(
                                        grafana.putHeaders("x-grafana-alerting-signature", other)
                                                .build()))
                        .materialize())
                .getThrowable();

        assertEquals(1, signed.getNewCount());
        assertEquals(1, shown.getNewCount());
        assertEquals(
                Optional.of(ErrorReason.CREDENTIAL_INVALID.name()),
                RpcStatus.errorInfo(Objects.requireNonNull(forged, "refused")).map(info -> info.getReason()));
        assertEquals(
                List.of("Cpu", "Disk"),
                alerting.alerts().stream()
                        .map(alert -> alert.getLabelsOrThrow("alertname"))
                        .sorted()
                        .toList());
    }

    @Test
    void anAnomalyIsAnAlertUntilItCloses() {
        Await.until("a watch", () -> !anomalies.cursors().isEmpty());
        var odd = Anomaly.newBuilder()
                .setName("anomalies/1")
                .setRule("anomalyRules/latency")
                .setService("services/payments")
                .putLabels("pod", "a")
                .setOpenTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
                .setReason("latency is 4 times what it was");

        anomalies.tell(ChangeKind.CHANGE_KIND_CURRENT, odd.build());
        Await.until("an alert", () -> !alerting.alerts().isEmpty());
        var alert = alerting.alerts().getFirst();
        anomalies.drop();
        Await.until("another watch", () -> anomalies.cursors().size() == 2);
        anomalies.tell(
                ChangeKind.CHANGE_KIND_CLOSED,
                odd.setCloseTime(Timestamp.newBuilder().setSeconds(1_700_000_600))
                        .build());
        Await.until("its end", () -> alerting.alerts().getFirst().getState() == AlertState.ALERT_STATE_RESOLVED);

        assertEquals(AlertState.ALERT_STATE_FIRING, alert.getState());
        assertEquals("payments", alert.getLabelsOrThrow("service"));
        assertEquals("latency", alert.getLabelsOrThrow("rule"));
        assertTrue(alert.getAnnotationsOrThrow("summary").startsWith("latency is 4"));
        assertEquals(List.of("", "place-1"), anomalies.cursors());
        assertEquals(1_700_000_600, alerting.alerts().getFirst().getEndTime().getSeconds());
    }

    private static String signature(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(UNIFIED.getBytes(StandardCharsets.UTF_8)));
    }
}
