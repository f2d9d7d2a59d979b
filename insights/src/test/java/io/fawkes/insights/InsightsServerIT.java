package io.fawkes.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.Fact;
import io.fawkes.insights.v1.Bucket;
import io.fawkes.insights.v1.CompareDoraRequest;
import io.fawkes.insights.v1.CompareDoraResponse;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.ExplainDoraRequest;
import io.fawkes.insights.v1.ExplainDoraResponse;
import io.fawkes.insights.v1.ExplainRow;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.insights.v1.Grades;
import io.fawkes.insights.v1.Grouping;
import io.fawkes.insights.v1.Metric;
import io.fawkes.insights.v1.MetricLevel;
import io.fawkes.insights.v1.ReactorDoraServiceGrpc;
import io.fawkes.insights.v1.ReactorDoraServiceGrpc.ReactorDoraServiceStub;
import io.fawkes.insights.v1.WatchDoraRequest;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PatientPeer;
import io.fawkes.type.v1.TimeWindow;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The whole service over real gRPC on loopback, behind a fact feed that a test writes. */
class InsightsServerIT {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final String SHOP = "services/shop/dora";

    private final ScriptedDataApi feed = new ScriptedDataApi();
    private RpcServer dataApi;
    private InsightsServer insights;
    private Peer peer;
    private ReactorDoraServiceStub stub;

    @BeforeEach
    void start() throws IOException {
        dataApi = dataApi(new Address("127.0.0.1", 0));
        insights = InsightsServer.start(config(dataApi.address()), Telemetry.start(InsightsServer.NAME));
        peer = PatientPeer.at(insights.address());
        stub = ReactorDoraServiceGrpc.newReactorStub(peer.channel());
    }

    @AfterEach
    void stop() {
        peer.close();
        insights.close();
        dataApi.close();
    }

    @Test
    void saysThatItIsStillReadingUntilItHasCaughtUp() {
        assertFalse(insights.isReady());
        assertEquals("STILL_READING", reason(peer.one(stub, s -> s.getDora(question(SHOP)))));

        tellTheStory();
        assertTrue(insights.isReady());
    }

    @Test
    void isReadyForOthersOnceItHasCaughtUp() throws Exception {
        assertEquals(503, readyStatus());

        tellTheStory();
        assertEquals(200, readyStatus());
    }

    @Test
    void answersFromTheFactsOfTheFeed() {
        tellTheStory();
        Dora dora = Await.value(peer.one(stub, s -> s.getDora(question(SHOP))));

        assertEquals(1, dora.getDeploymentFrequency().getN());
        assertEquals(4 * 3600 + 15 * 60, dora.getChangeLeadTime().getP50().getSeconds());
        assertEquals(1.0, dora.getChangeFailRate().getRate());
        assertEquals(45 * 60, dora.getRecoveryTime().getP50().getSeconds());
        assertEquals(NOW.getEpochSecond(), dora.getWatermark().getSeconds());
        assertEquals("UTC", dora.getTimeZone());
        assertEquals(
                NOW.minus(Duration.ofDays(30)).getEpochSecond(),
                dora.getWindow().getStartTime().getSeconds());
    }

    @Test
    void whatTheTeamAnsweredToTheSurveyStandsBesideTheScore() {
        tellTheStory();
        feed.commit(NOW, Facts.surveyAnswer("spring", "2026-03-01T00:00:00Z"));
        Await.until("the answer", () -> get().getGrades().hasSurveyAnswerTime());
        Grades grades = get().getGrades();

        assertEquals("surveyAnswers/spring", grades.getSurveyAnswer());
        assertEquals(Facts.time("2026-03-01T00:00:00Z"), grades.getSurveyAnswerTime());
        assertEquals(7.0, grades.getSurveyThroughput());
        assertEquals(9.0, grades.getSurveyStability());
        assertEquals(8.0, grades.getSurveyOverall());
        assertEquals(
                List.of("METRIC_CHANGE_LEAD_TIME 3 4.0", "METRIC_RECOVERY_TIME 6 10.0"),
                grades.getMetricsList().stream()
                        .filter(MetricLevel::hasSurveyChoice)
                        .map(level -> level.getMetric() + " " + level.getSurveyChoice() + " " + level.getSurveyScore())
                        .toList());
        assertEquals(
                List.of("METRIC_CHANGE_FAIL_RATE 0.2 8.0", "METRIC_REWORK_RATE 0.0 10.0"),
                grades.getMetricsList().stream()
                        .filter(MetricLevel::hasSurveyRate)
                        .map(level -> level.getMetric() + " " + level.getSurveyRate() + " " + level.getSurveyScore())
                        .toList());
    }

    @Test
    void pagesOfAnExplanationHoldEveryRowOnceAlthoughMoreCome() {
        tellTheStory();
        for (int i = 10; i < 20; i++) {
            feed.commit(NOW, Facts.deployment("w" + i, "2026-03-04T10:%d:00Z".formatted(i)));
        }
        Await.until("all deployments", () -> get().getDeploymentFrequency().getN() == 11);
        List<String> subjects = new ArrayList<>();
        ExplainDoraRequest request =
                explain(Metric.METRIC_DEPLOYMENT_FREQUENCY).setPageSize(5).build();
        ExplainDoraResponse page = explained(request);
        while (true) {
            page.getRowsList().stream().map(ExplainRow::getSubject).forEach(subjects::add);
            if (page.getNextPageToken().isEmpty()) {
                break;
            }
            feed.commit(
                    NOW.plusSeconds(subjects.size()),
                    Facts.deployment("early" + subjects.size(), "2026-03-01T00:30:00Z"));
            page = explained(
                    request.toBuilder().setPageToken(page.getNextPageToken()).build());
        }

        assertEquals(12, subjects.size());
        assertEquals(12, subjects.stream().distinct().count());
    }

    @Test
    void aPageTokenFitsOnlyItsOwnRequest() {
        tellTheStory();
        String token = explained(explain(Metric.METRIC_DEPLOYMENT_FREQUENCY)
                        .setPageSize(1)
                        .build())
                .getNextPageToken();
        var other = explain(Metric.METRIC_CHANGE_FAIL_RATE).setPageToken(token).build();
        var nonsense = explain(Metric.METRIC_CHANGE_FAIL_RATE).setPageToken("!").build();

        assertEquals("PAGE_TOKEN_INVALID", reason(peer.one(stub, s -> s.explainDora(other))));
        assertEquals("PAGE_TOKEN_INVALID", reason(peer.one(stub, s -> s.explainDora(nonsense))));
    }

    @Test
    void aGroupOfOneServiceAnswersAsTheServiceDoes() {
        tellTheStory();
        Dora service = get();
        for (String name :
                List.of("teams/shop/dora", "tiers/tier-1/dora", "environments/production/dora", "organization/dora")) {
            Dora group = Await.value(peer.one(stub, s -> s.getDora(question(name))));

            assertEquals(name, group.getName());
            assertEquals(service, group.toBuilder().setName(SHOP).clearSpread().build());
        }
        assertEquals("GROUP_UNKNOWN", reason(peer.one(stub, s -> s.getDora(question("teams/nobody/dora")))));
    }

    @Test
    void comparesServicesPageByPageOverOneWindow() {
        tellTheStory();
        Dora before = get();
        feed.commit(NOW, Facts.service("till"));
        var request = CompareDoraRequest.newBuilder()
                .setGroupBy(Grouping.GROUPING_SERVICE)
                .setPageSize(1)
                .build();
        Await.until(
                "both",
                () -> !Await.value(peer.one(stub, s -> s.compareDora(request)))
                        .getNextPageToken()
                        .isEmpty());
        CompareDoraResponse first = Await.value(peer.one(stub, s -> s.compareDora(request)));
        feed.commit(NOW.plusSeconds(5));
        CompareDoraResponse second = Await.value(peer.one(
                stub,
                s -> s.compareDora(request.toBuilder()
                        .setPageToken(first.getNextPageToken())
                        .build())));

        assertEquals(before, first.getDoras(0));
        assertEquals("services/till/dora", second.getDoras(0).getName());
        assertEquals(first.getDoras(0).getWindow(), second.getDoras(0).getWindow());
        assertEquals("", second.getNextPageToken());
        assertEquals(
                "PAGE_TOKEN_INVALID",
                reason(peer.one(
                        stub,
                        s -> s.compareDora(request.toBuilder()
                                .setGroupBy(Grouping.GROUPING_TEAM)
                                .setPageToken(first.getNextPageToken())
                                .build()))));
    }

    @Test
    void bucketsZoneAndPolicyAreTheAskers() {
        tellTheStory();
        Dora dora = Await.value(peer.one(
                stub,
                s -> s.getDora(GetDoraRequest.newBuilder()
                        .setName(SHOP)
                        .setBucket(Bucket.BUCKET_WEEK)
                        .setTimeZone("Europe/Berlin")
                        .setLevelPolicy("dora-2019")
                        .build())));

        assertEquals("Europe/Berlin", dora.getTimeZone());
        assertEquals("dora-2019", dora.getGrades().getPolicy());
        assertEquals(
                dora.getDeploymentFrequency().getN(),
                dora.getBucketsList().stream()
                        .mapToInt(bucket -> bucket.getDeploymentFrequency().getN())
                        .sum());
        assertEquals(6, dora.getBucketsCount());
        for (var refused : List.of(
                GetDoraRequest.newBuilder()
                        .setName(SHOP)
                        .setTimeZone("Mars/Olympus")
                        .build(),
                GetDoraRequest.newBuilder()
                        .setName(SHOP)
                        .setLevelPolicy("dora-1999")
                        .build(),
                GetDoraRequest.newBuilder().setName(SHOP).setBucketValue(9).build())) {
            assertEquals("FIELD_INVALID", reason(peer.one(stub, s -> s.getDora(refused))));
        }
    }

    @Test
    void gaugesTellTheNumberThatTheRpcAnswers() throws Exception {
        tellTheStory();
        String lead = "fawkes_dora_change_lead_time_seconds{";
        Await.until("the gauge", () -> metrics().stream().anyMatch(line -> line.startsWith(lead)));
        List<String> lines = metrics();

        assertEquals((double) get().getChangeLeadTime().getP50().getSeconds(), value(lines, lead));
        assertEquals(get().getChangeFailRate().getRate(), value(lines, "fawkes_dora_change_fail_rate{"));
        assertEquals(
                get().getDeploymentFrequency().getPerDay(), value(lines, "fawkes_dora_deployments_per_day{"), 1e-9);
        assertTrue(lines.stream()
                .filter(line -> line.startsWith(lead))
                .allMatch(line -> line.contains("service=\"shop\"")
                        && line.contains("team=\"shop\"")
                        && line.contains("environment=\"production\"")));
        assertEquals(0, value(lines, "fawkes_dora_services_left_out"));
    }

    private static double value(List<String> lines, String metric) {
        return lines.stream()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> metrics() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://%s/metrics".formatted(insights.management())))
                    .build();
            return client.send(request, BodyHandlers.ofLines()).body().toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusalsNameTheirReason() {
        feed.commit(NOW, Facts.deployment("v1", "2026-03-01T10:00:00Z"));
        Await.until("ready", insights::isReady);
        var backwards = GetDoraRequest.newBuilder()
                .setName(SHOP)
                .setWindow(TimeWindow.newBuilder()
                        .setStartTime(Facts.time("2026-03-02T00:00:00Z"))
                        .setEndTime(Facts.time("2026-03-01T00:00:00Z")))
                .build();
        var error = refused(peer.one(stub, s -> s.getDora(question(SHOP))));

        assertEquals("SERVICE_UNKNOWN", reasonOf(error));
        assertTrue(error.toString().contains("octocat/shop"), error.toString());
        assertEquals("FIELD_INVALID", reason(peer.one(stub, s -> s.getDora(question("shop")))));
        feed.commit(NOW, Facts.service("shop"));
        Await.until("the claim", () -> reason(peer.one(stub, s -> s.getDora(backwards))), "WINDOW_INVALID"::equals);
        assertEquals(
                "FIELD_INVALID",
                reason(peer.one(
                        stub,
                        s -> s.explainDora(explain(Metric.METRIC_UNSPECIFIED).build()))));
    }

    @Test
    void aWatchTellsOnlyWhatIsNew() {
        tellTheStory();
        var request = WatchDoraRequest.newBuilder().setName(SHOP).build();

        StepVerifier.create(peer.many(stub, s -> s.watchDora(request))
                        .map(dora -> dora.getDeploymentFrequency().getN()))
                .expectNext(1)
                .then(() -> feed.commit(NOW.plusSeconds(1)))
                .then(() -> feed.commit(NOW.plusSeconds(2), Facts.deployment("v3", "2026-03-05T10:00:00Z")))
                .expectNext(2)
                .thenCancel()
                .verify(Await.PATIENCE);
    }

    @Test
    void goesOnAtItsCursorWhenTheStreamBreaksAndServesMeanwhile() throws IOException {
        tellTheStory();
        Address address = dataApi.address();
        feed.breakStreams();
        dataApi.close();
        assertEquals(1, get().getDeploymentFrequency().getN());

        feed.commit(NOW.plusSeconds(60), Facts.deployment("v3", "2026-03-05T10:00:00Z"));
        dataApi = dataApi(address);

        Await.until(
                "the deployment of the outage",
                () -> get().getDeploymentFrequency().getN() == 2);
        assertEquals("1:1", feed.cursorsAsked().getLast());
    }

    @Test
    void anExpiredCursorReplacesWhatWasKept() {
        tellTheStory();
        feed.restore();
        assertEquals(1, get().getDeploymentFrequency().getN(), "the old facts serve until the new have caught up");
        feed.commit(NOW.plusSeconds(60), Facts.service("shop"), Facts.deployment("n1", "2026-03-05T10:00:00Z"));

        Await.until(
                "only the facts of the new generation",
                () -> get().getCoverage().getDeployments() == 1);
        assertEquals("", feed.cursorsAsked().getLast());
    }

    private int readyStatus() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://%s/ready".formatted(insights.management())));
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private void tellTheStory() {
        Fact[] story = {
            Facts.deployment("v1", "2026-03-01T10:00:00Z"),
            Facts.commit("v2", "2026-03-02T09:00:00Z", "v1"),
            Facts.deployment("v2", "2026-03-02T13:15:00Z"),
            Facts.incident("one", "2026-03-02T14:00:00Z", "2026-03-02T14:45:00Z"),
            Facts.service("shop")
        };
        feed.commit(NOW, story);
        Await.until("ready", insights::isReady);
    }

    private RpcServer dataApi(Address address) throws IOException {
        return RpcServer.start(
                address, CallLimits.DEFAULT, Authentication.loopback(), OpenTelemetry.noop(), List.of(feed));
    }

    private static InsightsConfig config(Address dataApi) {
        return InsightsConfig.from(Settings.of(Map.of(
                InsightsConfig.LISTEN, "127.0.0.1:0",
                InsightsConfig.MANAGEMENT, "127.0.0.1:0",
                InsightsConfig.DATA_API, dataApi.toString())));
    }

    private Dora get() {
        return Await.value(peer.one(stub, s -> s.getDora(question(SHOP))));
    }

    private ExplainDoraResponse explained(ExplainDoraRequest request) {
        return Await.value(peer.one(stub, s -> s.explainDora(request)));
    }

    private static ExplainDoraRequest.Builder explain(Metric metric) {
        return ExplainDoraRequest.newBuilder().setName(SHOP).setMetric(metric);
    }

    private static GetDoraRequest question(String name) {
        return GetDoraRequest.newBuilder().setName(name).build();
    }

    private static String reason(Mono<?> call) {
        return reasonOf(refused(call));
    }

    private static StatusRuntimeException refused(Mono<?> call) {
        return assertThrows(StatusRuntimeException.class, () -> Await.completed(call));
    }

    private static String reasonOf(StatusRuntimeException error) {
        return RpcStatus.errorInfo(error).orElseThrow().getReason();
    }
}
