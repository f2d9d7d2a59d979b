package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.DoraServiceGrpc;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.Progress;
import io.fawkes.standalone.Service;
import io.fawkes.standalone.Shape;
import io.fawkes.standalone.endtoend.Door.Answer;
import io.fawkes.standalone.endtoend.OtlpReceiver.Received;
import io.fawkes.type.v1.TimeWindow;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mesh promises at its public door, whatever its shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MeshContract {

    private static final String GUESS = "a-guess-that-nobody-may-read";
    private static final String WINDOW = "window.startTime=2026-03-01T00:00:00Z&window.endTime=2026-04-01T00:00:00Z";

    private final Shape shape;
    private OtlpReceiver telemetry;
    private LogWitness logs;
    private Mesh mesh;
    private Door door;
    private ManagedChannel channel;

    MeshContract(Shape shape) {
        this.shape = shape;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        logs = LogWitness.begin();
        telemetry = new OtlpReceiver();
        Map<String, String> settings = new HashMap<>(telemetry.settings());
        mesh = Mesh.start(MeshConfig.onFreePorts(folder, settings), shape, Progress.SILENT);
        door = new Door(mesh.gateway().serving());
        channel = NettyChannelBuilder.forTarget("dns:///" + mesh.gateway().serving())
                .usePlaintext()
                .build();
    }

    @AfterAll
    void stop() {
        channel.shutdownNow();
        mesh.close();
        telemetry.close();
        try (LogWitness read = logs) {
            read.assertNothingOf(mesh, List.of(GUESS));
        }
    }

    @Test
    void deploymentsThatGithubTellsOfBecomeDoraAnswers() {
        tell("numbers", new GithubStory("octo/numbers", 1_000).events());

        JsonNode dora = answered("numbers", 2);

        JsonNode frequency = dora.path("deploymentFrequency");
        assertEquals(2, frequency.path("n").asInt());
        assertEquals(Set.of("BASELINE:1", "ROLLOUT_FAILED:1"), exclusions(frequency));
        JsonNode leadTime = dora.path("changeLeadTime");
        assertEquals(3, leadTime.path("n").asInt());
        assertEquals("15300s", leadTime.path("p50").asText(), "4 h 15 min");
        assertEquals("18180s", leadTime.path("p90").asText(), "5 h 3 min");
        JsonNode failRate = dora.path("changeFailRate");
        assertEquals(2, failRate.path("n").asInt());
        assertEquals(2, failRate.path("failed").asInt());
        assertEquals(1.0, failRate.path("rate").asDouble());
        JsonNode recovery = dora.path("recoveryTime");
        assertEquals(2, recovery.path("n").asInt());
        assertEquals("4950s", recovery.path("p50").asText(), "between 45 min and 2 h");
    }

    @Test
    void oneDeploymentThatThreeSourcesTellOfCountsOnce() {
        var told = new ToldThrice("thrice", "3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345");
        var ground = mesh.ground();
        assertEquals(
                200,
                door.post("/v1/services?serviceId=thrice", told.sourceKeys()).status());
        told.jenkins()
                .forEach(build -> assertAccepted(door.post(
                        "/webhooks/jenkins/" + ground.webhookSecret("jenkins").value(), build)));
        told.github().forEach(event -> assertAccepted(door.github(event, mesh.webhookSecret())));
        assertAccepted(
                door.bearing("/webhooks/argocd", ground.webhookSecret("argocd").value(), told.argocd()));
        String deployments =
                path("thrice", "&metric=METRIC_DEPLOYMENT_FREQUENCY").replace("/dora?", "/dora:explain?");

        JsonNode rows = Await.until(
                "Argo CD's word is the last",
                () -> door.get(deployments).body().path("rows"),
                found -> found.toString().contains("2026-03-03T10:09:00Z"));
        assertEquals(2, rows.size(), rows.toPrettyString());
        assertEquals(1, dora("thrice", "").path("deploymentFrequency").path("n").asInt());
    }

    private static void assertAccepted(Answer answer) {
        assertEquals(202, answer.status(), answer.body().toString());
    }

    @Test
    void aCredentialThatIsWrongIsRefusedAndNeverShown() {
        for (Answer answer :
                List.of(door.bearing("/webhooks/argocd", GUESS, "{}"), door.post("/webhooks/jenkins/" + GUESS, "{}"))) {
            assertRefused(401, "CREDENTIAL_INVALID", answer);
            String delivery =
                    answer.body().findPath("metadata").path("delivery").asText();
            assertFalse((door.get("/v1/" + delivery).body() + " " + answer.body()).contains(GUESS));
        }
    }

    @Test
    void onlyExplicitEvidenceCountsWhenNothingWeakerIsWanted() {
        tell("sure", new GithubStory("octo/sure", 2_000).events());
        answered("sure", 2);

        JsonNode dora = dora("sure", "&minConfidence=EVIDENCE_LEVEL_EXPLICIT");

        assertEquals(1, dora.path("changeFailRate").path("failed").asInt());
        assertEquals(0.5, dora.path("changeFailRate").path("rate").asDouble());
    }

    @Test
    void shufflingDoublingAndDelayingWhatIsPostedGivesEqualAnswers() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<GithubStory.Event> disturbed = new ArrayList<>(new GithubStory("octo/late", 4_000).events());
        disturbed.addAll(new GithubStory("octo/late", 4_000).events());
        Collections.shuffle(disturbed, new Random(seed));
        tell("orderly", new GithubStory("octo/orderly", 3_000).events());
        disturbed.forEach(event -> door.github(event, mesh.webhookSecret()));
        claim("late", "octo/late"); // late, too: what came before the claim is the service's as well

        JsonNode orderly = comparable(answered("orderly", 2));
        JsonNode late = Await.until("equal answers, seed " + seed, () -> comparable(dora("late", "")), orderly::equals);

        assertEquals(orderly, late);
    }

    /** All but the name and the watermark, which differ between services and moments. */
    private static JsonNode comparable(JsonNode dora) {
        return ((ObjectNode) dora.deepCopy()).without(List.of("name", "watermark"));
    }

    @Test
    void theSameNumberComesOverRestGrpcAndWatch() {
        tell("same", new GithubStory("octo/same", 5_000).events());
        JsonNode rest = answered("same", 2);

        Dora grpc = DoraServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .getDora(GetDoraRequest.newBuilder()
                        .setName("services/same/dora")
                        .setWindow(TimeWindow.newBuilder()
                                .setStartTime(time("2026-03-01T00:00:00Z"))
                                .setEndTime(time("2026-04-01T00:00:00Z")))
                        .build());
        try (Stream<JsonNode> lines = door.lines("/v1/services/same/dora:watch?" + WINDOW)) {
            JsonNode watched = lines.findFirst().orElseThrow();
            assertEquals(comparable(rest), comparable(watched));
        }

        assertEquals(
                rest.path("changeLeadTime").path("p50").asText(),
                grpc.getChangeLeadTime().getP50().getSeconds() + "s");
        assertEquals(
                rest.path("deploymentFrequency").path("n").asInt(),
                grpc.getDeploymentFrequency().getN());
    }

    private static Timestamp time(String text) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(text).getEpochSecond())
                .build();
    }

    @Test
    void anOpenWatchIsToldOfANewDeployment() throws Exception {
        List<GithubStory.Event> events = new GithubStory("octo/live", 6_000).events();
        tell("live", events.subList(0, 3));
        Await.until("the service is known", () -> door.get(path("live", "")).status(), status -> status == 200);

        try (Stream<JsonNode> lines = door.lines(path("live", "").replace("/dora?", "/dora:watch?"))) {
            var seen = CompletableFuture.supplyAsync(() -> lines.filter(
                            dora -> dora.path("deploymentFrequency").path("n").asInt() == 2)
                    .findFirst());
            events.subList(3, events.size()).forEach(event -> door.github(event, mesh.webhookSecret()));

            assertTrue(seen.get(60, TimeUnit.SECONDS).isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "METRIC_DEPLOYMENT_FREQUENCY, 2",
        "METRIC_CHANGE_LEAD_TIME, 3",
        "METRIC_CHANGE_FAIL_RATE, 2",
        "METRIC_RECOVERY_TIME, 2"
    })
    void everyNumberIsExplainedByAsManyRowsAsItCounts(String metric, int counted) {
        String service = "why-" + metric.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        tell(service, new GithubStory("octo/" + service, 10_000L + 1_000L * (metric.hashCode() % 1_000)).events());
        answered(service, 2);

        JsonNode rows = door.get(path(service, "&metric=" + metric).replace("/dora?", "/dora:explain?"))
                .body()
                .path("rows");

        long count = rows.valueStream()
                .filter(row -> row.path("counted").asBoolean())
                .count();
        assertEquals(counted, count, rows.toPrettyString());
        rows.forEach(row ->
                assertTrue(row.path("counted").asBoolean() || row.has("exclusion"), "counted, or why not: " + row));
    }

    @Test
    void refusedDeliveriesGetAStatusAndStayInTheInbox() {
        String secret = mesh.webhookSecret();
        String body = new GithubStory("octo/refused", 7_000).events().get(1).body();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertRefused(
                400,
                "BODY_MALFORMED",
                door.github("deployment", "{\"deployment\":".getBytes(StandardCharsets.UTF_8), secret));
        assertRefused(401, "SIGNATURE_INVALID", door.github("deployment", bytes, "a guess"));
        assertRefused(400, "EVENT_UNKNOWN", door.github("gollum", bytes, secret));
        assertRefused(413, "BODY_TOO_LARGE", door.github("deployment", new byte[5_000_000], secret));
        assertRefused(400, "TIME_IMPLAUSIBLE", door.github("deployment", dated(body, "1970-01-01T00:00:01Z"), secret));
        assertRefused(400, "TIME_IMPLAUSIBLE", door.github("deployment", dated(body, "2099-01-01T00:00:00Z"), secret));
        claim("refused", "octo/refused");
        assertEquals(
                "NULL_REASON_NO_DEPLOYMENTS",
                Await.until("known", () -> door.get(path("refused", "")), answer -> answer.status() == 200)
                        .body()
                        .path("deploymentFrequency")
                        .path("nullReason")
                        .asText(),
                "no fact came of any of them");
    }

    private static byte[] dated(String body, String time) {
        return body.replaceAll("\"(created_at|updated_at)\":\"[^\"]*\"", "\"$1\":\"" + time + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void assertRefused(int status, String reason, Answer answer) {
        assertEquals(status, answer.status(), answer.body().toString());
        assertEquals(reason, answer.reason(), answer.body().toString());
        String delivery = answer.body().findPath("metadata").path("delivery").asText();
        JsonNode kept = door.get("/v1/" + delivery).body();
        assertEquals("DELIVERY_OUTCOME_REJECTED", kept.path("outcome").asText(), kept.toString());
        assertEquals(reason, kept.path("reason").asText());
        assertTrue(kept.path("facts").isEmpty());
        assertTrue(door.get("/v1/deliveries").body().toString().contains(delivery), "listed");
    }

    @Test
    void whatATeamAnsweredToTheSurveyStandsBesideItsScore() {
        Answer service = door.post("/v1/services?serviceId=surveyed", "{\"team\":\"teams/surveyed\"}");
        assertEquals(200, service.status(), service.body().toString());
        Answer kept = door.post("/v1/surveyAnswers?surveyAnswerId=spring", """
                {"team": "teams/surveyed", "answerTime": "2026-03-01T00:00:00Z", "changeFailPercent": 20,
                 "leadTimeChoice": "LEAD_TIME_CHOICE_LESS_THAN_ONE_DAY"}""");
        assertEquals(200, kept.status(), kept.body().toString());

        JsonNode grades = Await.until(
                "the answer is read", () -> dora("surveyed", "").path("grades"), found -> found.has("surveyAnswer"));

        assertEquals("surveyAnswers/spring", grades.path("surveyAnswer").asText());
        assertEquals("2026-03-01T00:00:00Z", grades.path("surveyAnswerTime").asText());
        assertEquals(8.0, grades.path("surveyThroughput").asDouble());
        assertEquals(8.0, grades.path("surveyStability").asDouble());
    }

    @Test
    void anUnknownServiceIsNotFoundWithAReason() {
        Answer answer =
                Await.until("insights has read the facts", () -> door.get(path("nobody", "")), a -> a.status() != 503);

        assertEquals(404, answer.status());
        assertEquals("SERVICE_UNKNOWN", answer.reason());
    }

    @Test
    void oneTraceReachesFromTheRestCallToTheSqlStatement() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertEquals(
                200,
                door.get("/v1/services", "traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                        .status());

        List<Received> spans = Await.until(
                "the spans of every hop",
                () -> telemetry.ofTrace(traceId),
                received -> received.stream().anyMatch(MeshContract::isSql)
                        && services(received.stream()
                                                .filter(each -> each.span().getKind() == SpanKind.SPAN_KIND_SERVER)
                                                .toList())
                                        .size()
                                == 2);
        assertEquals(Set.of("gateway", "data-api"), services(spans));
        Received sql = spans.stream().filter(MeshContract::isSql).findFirst().orElseThrow();
        assertEquals("data-api", sql.service());
        assertLeadsToTheCaller(sql, spans);
    }

    private static boolean isSql(Received received) {
        return received.span().getAttributesList().stream()
                .anyMatch(attribute -> attribute.getKey().equals("db.query.text"));
    }

    private static Set<String> services(List<Received> spans) {
        return spans.stream().map(Received::service).collect(Collectors.toUnmodifiableSet());
    }

    /** From child to parent, by kinds: the statement, data-api's rpc, the gateway's call, the gateway's request. */
    private static void assertLeadsToTheCaller(Received sql, List<Received> spans) {
        List<SpanKind> kinds = new ArrayList<>();
        for (Received at = sql; at != null; at = parent(at, spans)) {
            kinds.add(at.span().getKind());
        }
        assertEquals(
                List.of(
                        SpanKind.SPAN_KIND_CLIENT,
                        SpanKind.SPAN_KIND_SERVER,
                        SpanKind.SPAN_KIND_CLIENT,
                        SpanKind.SPAN_KIND_SERVER),
                kinds);
    }

    private static @org.jspecify.annotations.Nullable Received parent(Received child, List<Received> spans) {
        return spans.stream()
                .filter(span -> span.span().getSpanId().equals(child.span().getParentSpanId()))
                .findFirst()
                .orElse(null);
    }

    @Test
    void reflectionListsTheMeshAtTheDoorAndEachServiceByItself() {
        Set<String> atTheDoor = listed(channel);

        assertTrue(
                atTheDoor.containsAll(Set.of(
                        "fawkes.dataapi.v1.DeliveryService",
                        "fawkes.dataapi.v1.FactService",
                        "fawkes.insights.v1.DoraService",
                        "grpc.health.v1.Health")),
                atTheDoor.toString());
        ManagedChannel dataApi = NettyChannelBuilder.forTarget(
                        "dns:///" + mesh.endpoint(Service.DATA_API).serving())
                .usePlaintext()
                .build();
        assertTrue(listed(dataApi).contains("fawkes.dataapi.v1.CatalogService"));
        dataApi.shutdownNow();
    }

    private static Set<String> listed(Channel channel) {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var requests = ServerReflectionGrpc.newStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .serverReflectionInfo(new FirstAnswer<>(answer));
        requests.onNext(
                ServerReflectionRequest.newBuilder().setListServices("*").build());
        var services = answer.join().getListServicesResponse().getServiceList();
        requests.onCompleted();
        return services.stream().map(service -> service.getName()).collect(Collectors.toUnmodifiableSet());
    }

    @Test
    void everyProcessSaysThatItLivesIsReadyAndHowItFares() {
        for (var part : List.of(mesh.gateway(), mesh.endpoint(Service.DATA_API), mesh.endpoint(Service.INSIGHTS))) {
            Door management = new Door(part.management());
            assertEquals(200, management.get("/healthz").status());
            assertEquals(200, management.get("/ready").status());
        }
    }

    private void tell(String service, List<GithubStory.Event> events) {
        claim(service, "octo/" + service);
        for (GithubStory.Event event : events) {
            Answer answer = door.github(event, mesh.webhookSecret());
            assertEquals(202, answer.status(), answer.body().toString());
        }
    }

    private void claim(String service, String slug) {
        Answer answer = door.post(
                "/v1/services?serviceId=" + service,
                "{\"sourceKeys\":[{\"key\":\"github.com/project-slug\",\"value\":\"" + slug + "\"}]}");
        assertEquals(200, answer.status(), answer.body().toString());
    }

    /** The answer once everything that was told is in it. */
    private JsonNode answered(String service, int failed) {
        return Await.until(
                "the whole story of " + service,
                () -> dora(service, ""),
                dora -> dora.path("changeFailRate").path("failed").asInt() == failed);
    }

    private JsonNode dora(String service, String more) {
        return door.get(path(service, more)).body();
    }

    private static String path(String service, String more) {
        return "/v1/services/" + service + "/dora?" + WINDOW + more;
    }

    private static Set<String> exclusions(JsonNode metric) {
        return metric.path("exclusions")
                .valueStream()
                .map(exclusion -> exclusion.path("reason").asText().replace("EXCLUSION_REASON_", "") + ":"
                        + exclusion.path("count").asInt())
                .collect(Collectors.toUnmodifiableSet());
    }
}
