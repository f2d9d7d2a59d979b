package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.DoraServiceGrpc;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.runtime.testkit.Amtool;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.Progress;
import io.fawkes.standalone.Service;
import io.fawkes.standalone.Shape;
import io.fawkes.standalone.endtoend.Door.Answer;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stories of an odd metric and of a storm, followed through the public door of a whole mesh. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoriesContract {

    private final InstantSource clock = InstantSource.system();
    private final Shape shape;
    private PageReceiver receiver;
    private Mesh mesh;
    private Door door;

    StoriesContract(Shape shape) {
        this.shape = shape;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        receiver = new PageReceiver();
        Map<String, String> settings = new HashMap<>(new Disturbance(20_260_301, clock.instant()).writtenTo(folder));
        Path routes = Files.writeString(folder.resolve("alertmanager.yml"), routes());
        settings.put("FAWKES_ALERTMANAGER_CONFIG", routes.toString());
        mesh = Mesh.start(MeshConfig.onFreePorts(folder.resolve("data"), settings), shape, Progress.SILENT);
        door = new Door(mesh.gateway().serving());
    }

    private String routes() {
        return """
                route:
                  receiver: on-call
                  group_by: [service]
                  group_wait: 1s
                  group_interval: 1s
                receivers:
                  - name: on-call
                    webhook_configs:
                      - url: %s
                """.formatted(receiver.url());
    }

    @AfterAll
    void stop() {
        mesh.close();
        receiver.close();
    }

    @Test
    void anOddMetricOpensOneExplainedAnomalyAndClosesIt() {
        JsonNode anomaly = Await.until(
                        "the anomaly is closed",
                        () -> door.get("/v1/anomalies").body().path("anomalies"),
                        found -> found.size() == 1 && found.get(0).has("closeTime"))
                .get(0);

        assertEquals("services/checkout", anomaly.path("service").asText());
        assertTrue(anomaly.path("value").asDouble() > 1, anomaly::toString);
        assertEquals(0.2, anomaly.path("expected").asDouble(), 0.1, anomaly::toString);
        JsonNode explained =
                door.get("/v1/" + anomaly.path("name").asText() + ":explain").body();
        assertEquals(anomaly.path("name"), explained.path("anomaly").path("name"), explained::toString);
        try (Stream<JsonNode> messages = door.lines("/v1/anomalies:watch")) {
            assertTrue(
                    messages.anyMatch(
                            message -> !message.path("cursor").asText().isEmpty()),
                    "the watch says where to go on");
        }
    }

    @Test
    void aStormBecomesOnePageAndAFailedChangeUntilItIsOver() {
        // Longer ago than an incident may begin and still be its deployment's: until then the deployment is pending.
        Instant deployed = clock.instant().minus(Duration.ofHours(30));
        deploy("payments", deployed);
        assertEquals(0.0, failRate("payments", 1).path("rate").asDouble());

        Instant began = deployed.plus(Duration.ofMinutes(30));
        Answer taken = door.bearing("/webhooks/alertmanager", secret(), storm("payments", began, ""));

        assertEquals(202, taken.status(), taken::toString);
        JsonNode page = Await.until("the page", () -> receiver.pages("payments"), pages -> !pages.isEmpty())
                .getFirst();
        assertEquals(5, page.path("alerts").size(), page::toString);
        Await.until(
                "the change failed",
                () -> failRate("payments", 1),
                rate -> rate.path("rate").asDouble() == 1.0);

        Instant over = began.plus(Duration.ofMinutes(20));
        door.bearing("/webhooks/alertmanager", secret(), storm("payments", began, over.toString()));

        List<JsonNode> pages = Await.until("the all-clear", () -> receiver.pages("payments"), all -> all.size() == 2);
        assertTrue(pages.stream().anyMatch(each -> each.path("status").asText().equals("resolved")), pages::toString);
        JsonNode recovery = Await.until(
                "recovered",
                () -> dora("payments").path("recoveryTime"),
                found -> found.path("n").asInt() == 1);
        assertTrue(recovery.has("p50"), recovery::toString);
    }

    @Test
    void anAlertPostedAsPrometheusDoesIsGroupedAndShown() {
        Answer taken = door.post("/alertmanager/api/v2/alerts", """
                [{"labels": {"alertname": "DiskFull", "service": "archive", "severity": "warning"}}]""");

        assertEquals(200, taken.status(), taken::toString);
        JsonNode group = Await.until(
                "the group was told",
                () -> group("archive"),
                found -> found.path("notifications")
                        .path(0)
                        .path("state")
                        .asText()
                        .endsWith("DONE"));
        assertEquals(1, group.path("firingCount").asInt(), group::toString);
        assertTrue(group.path("incidents").isEmpty(), "a warning is no incident");
    }

    @Test
    void theRealAmtoolAddsSilencesAndAsksThroughTheDoor() {
        URI api = URI.create("http://" + mesh.gateway().serving() + "/alertmanager");
        try (var amtool = Amtool.open()) {
            amtool.ask(api, "alert", "add", "Noise", "service=ledger", "severity=warning")
                    .demandContent();
            String silence = amtool.ask(api, "silence", "add", "service=ledger", "--comment=works", "--author=me")
                    .demandContent()
                    .strip();

            assertFalse(amtool.ask(api, "alert", "query", "service=ledger")
                    .demandContent()
                    .contains("Noise"));
            assertTrue(amtool.ask(api, "alert", "query", "--silenced", "service=ledger")
                    .demandContent()
                    .contains("Noise"));
            amtool.ask(api, "silence", "expire", silence).demandContent();
            assertTrue(amtool.ask(api, "alert", "query", "service=ledger")
                    .demandContent()
                    .contains("Noise"));
        }
    }

    private JsonNode group(String service) {
        for (JsonNode group : door.get("/v1/alertGroups").body().path("alertGroups")) {
            if (group.path("labels").path("service").asText().equals(service)) {
                return door.get("/v1/" + group.path("name").asText()).body();
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    @Tag("full") // the gauges are made anew every 15 s only
    void oneServicesNumberIsEqualOverGrpcRestMetricsWatchAndCsv() {
        Instant now = clock.instant();
        deploy("equal", now.minus(Duration.ofDays(6)));
        report("equal", "c".repeat(40), now.minus(Duration.ofDays(4)));
        report("equal", "b".repeat(40), now.minus(Duration.ofDays(4)).plusSeconds(4_000));
        String path = "/v1/services/equal/dora";
        JsonNode rest = Await.until(
                "folded",
                () -> door.get(path).body(),
                dora -> dora.path("recoveryTime").path("n").asInt() == 1);

        assertEquals(0.5, rest.path("changeFailRate").path("rate").asDouble());
        assertEquals("4000s", rest.path("recoveryTime").path("p50").asText());
        assertEquals(List.of(4_000L, 0.5), grpc(path));
        try (Stream<JsonNode> lines = door.lines(path + ":watch")) {
            JsonNode watched = lines.findFirst().orElseThrow();
            assertEquals(rest.path("changeFailRate"), watched.path("changeFailRate"));
            assertEquals(rest.path("recoveryTime"), watched.path("recoveryTime"));
        }
        assertEquals(List.of("0.5", "4000"), csv(door.text(path + ":export")));
        Door management = new Door(mesh.endpoint(Service.INSIGHTS).management());
        Await.until(
                "the gauges", () -> gauges(management.text("/metrics")), told -> told.equals(List.of("0.5", "4000.0")));
    }

    private List<Number> grpc(String path) {
        ManagedChannel channel = NettyChannelBuilder.forTarget(
                        "dns:///" + mesh.gateway().serving())
                .usePlaintext()
                .build();
        try {
            Dora dora = DoraServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .getDora(GetDoraRequest.newBuilder()
                            .setName(path.substring("/v1/".length()))
                            .build());
            return List.of(
                    dora.getRecoveryTime().getP50().getSeconds(),
                    dora.getChangeFailRate().getRate());
        } finally {
            channel.shutdownNow();
        }
    }

    /** Values of the fail rate and of the recovery time. */
    private static List<String> csv(String text) {
        return Stream.of("CHANGE_FAIL_RATE", "RECOVERY_TIME")
                .flatMap(metric -> text.lines().filter(line -> line.contains("," + metric + ",")))
                .map(line -> List.of(line.split(",", -1)).get(8))
                .toList();
    }

    private static List<String> gauges(String text) {
        return Stream.of("fawkes_dora_change_fail_rate", "fawkes_dora_recovery_time_seconds")
                .flatMap(name -> text.lines()
                        .filter(line -> line.startsWith(name)
                                && line.contains("service=\"equal\"")
                                && line.contains("environment=\"production\"")))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    /** A baseline, and a day later a change. */
    private void deploy(String service, Instant at) {
        assertEquals(200, door.post("/v1/services?serviceId=" + service, "{}").status());
        report(service, "a".repeat(40), at.minus(Duration.ofDays(1)));
        report(service, "b".repeat(40), at);
    }

    private void report(String service, String version, Instant at) {
        Answer answer = door.post("/v1/deployments", """
                {"sourceKey": {"key": "fawkes.io/service", "value": "%s"}, "environment": "production",
                 "version": "%s", "createTime": "%s",
                 "statusChanges": {"1": {"status": "DEPLOYMENT_STATUS_SUCCEEDED", "occurTime": "%s"}}}
                """.formatted(service, version, at, at));
        assertEquals(200, answer.status(), answer::toString);
    }

    private JsonNode failRate(String service, int deployments) {
        return Await.until(
                "folded",
                () -> dora(service).path("changeFailRate"),
                rate -> rate.path("n").asInt() == deployments);
    }

    private JsonNode dora(String service) {
        Instant now = clock.instant();
        return door.get("/v1/services/%s/dora?window.startTime=%s&window.endTime=%s"
                        .formatted(service, now.minus(Duration.ofDays(7)), now))
                .body();
    }

    private String secret() {
        return mesh.ground().webhookSecret("alertmanager").value();
    }

    /** Five alerts of one service, as an Alertmanager tells of them; {@code end} is empty while they fire. */
    private static String storm(String service, Instant began, String end) {
        String status = end.isEmpty() ? "firing" : "resolved";
        String alerts = IntStream.range(0, 5)
                .mapToObj(number ->
                        """
                        {"status": "%s", "labels": {"alertname": "Slow%d", "service": "%s", "severity": "critical"},
                         "annotations": {"summary": "slow"}, "startsAt": "%s", "endsAt": "%s",
                         "generatorURL": "http://prometheus.example/graph"}""".formatted(status, number, service, began, end.isEmpty() ? "0001-01-01T00:00:00Z" : end))
                .collect(Collectors.joining(","));
        return """
                {"version": "4", "groupKey": "{}:{service=\\"%s\\"}", "truncatedAlerts": 0, "status": "%s",
                 "receiver": "fawkes", "groupLabels": {"service": "%s"}, "commonLabels": {}, "commonAnnotations": {},
                 "externalURL": "http://alertmanager.example", "alerts": [%s]}
                """.formatted(service, status, service, alerts);
    }
}
