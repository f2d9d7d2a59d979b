package io.fawkes.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.AnomalyChange;
import io.fawkes.anomaly.v1.AnomalyRule;
import io.fawkes.anomaly.v1.ChangeKind;
import io.fawkes.anomaly.v1.CloseReason;
import io.fawkes.anomaly.v1.Direction;
import io.fawkes.anomaly.v1.ErrorReason;
import io.fawkes.anomaly.v1.Forecast;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import io.fawkes.anomaly.v1.WatchState;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The whole service over real gRPC on a real PostgreSQL, watching a recording with one disturbance. */
@ExtendWith(PostgresExtension.class)
class AnomalyServerIT {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int POINTS = 6 * 288;
    private static final int ONSET = 5 * 288 + 17;
    private static final Instant ONSET_TIME = BEGIN.plus(History.STEP.multipliedBy(ONSET));

    private final TestDatabase database;

    @TempDir
    Path folder;

    private Map<String, String> recording;

    AnomalyServerIT(@Migrated("anomaly-detection") TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void write() throws IOException {
        Path samples = History.write(
                folder.resolve("samples.om"), BEGIN, POINTS, (service, i) -> isDisturbed(service, i) ? 150.0 : 0.0);
        recording =
                Map.of("FAWKES_ANOMALY_RECORDING", samples.toString(), "FAWKES_ANOMALY_RULES", rules(History.RULES));
    }

    private static boolean isDisturbed(String service, int point) {
        return service.equals("shop") && point >= ONSET && point < ONSET + 8;
    }

    private String rules(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), text).toString();
    }

    @Test
    void oneDisturbanceIsOneAnomalyFromItsOnsetToItsEnd() throws IOException {
        try (var service = watched()) {
            List<Anomaly> anomalies = service.list();
            assertEquals(1, anomalies.size(), anomalies.toString());
            Anomaly anomaly = anomalies.getFirst();

            assertEquals("anomalyRules/requests", anomaly.getRule());
            assertEquals("services/shop", anomaly.getService());
            assertEquals(timestamp(ONSET_TIME), anomaly.getOpenTime());
            assertEquals(CloseReason.CLOSE_REASON_RECOVERED, anomaly.getCloseReason());
            assertTrue(anomaly.getCloseTime().getSeconds()
                    <= ONSET_TIME.plus(History.STEP.multipliedBy(12)).getEpochSecond());
            assertEquals(Direction.DIRECTION_UP, anomaly.getDirection());
            assertEquals(250, anomaly.getValue(), 12);
            assertEquals(100, anomaly.getExpected(), 5);
            assertTrue(anomaly.getUpper() > 105 && anomaly.getUpper() < 150, anomaly.toString());
            assertEquals(anomaly, Await.value(service.get(anomaly.getName())));
        }
    }

    @Test
    void explainsAnAnomaly() throws IOException {
        try (var service = watched()) {
            var explained = service.explain(service.list().getFirst().getName());

            assertEquals(service.list().getFirst(), explained.getAnomaly());
            assertTrue(
                    explained.getExplanation().startsWith("requests: requests_per_second{service=\"shop\"} was 2"),
                    explained.getExplanation());
            assertTrue(explained.getExplanation().contains("expected"), explained.getExplanation());
            assertEquals(ONSET + 1, explained.getPointsSeen());
            assertTrue(explained.getLeadingForecast() != Forecast.FORECAST_UNSPECIFIED);
            assertTrue(explained.getLeadingShare() > 0.25 && explained.getLeadingShare() <= 1);
            assertTrue(explained.getDailyProfileKnown());
            assertFalse(explained.getWeeklyProfileKnown());
            assertFalse(explained.getViewText().isEmpty());
        }
    }

    @Test
    void aWatchTellsEveryChangeOnceAndResumesAtItsCursor() throws IOException {
        String beginning = cursorOfAnEmptyLog();
        try (var service = watched()) {
            List<AnomalyChange> changes = changes(service, beginning);
            assertEquals(ChangeKind.CHANGE_KIND_OPENED, changes.getFirst().getKind());
            assertEquals(ChangeKind.CHANGE_KIND_CLOSED, changes.getLast().getKind());
            assertFalse(changes.getFirst().getAnomaly().hasCloseTime(), "told as it was then");
            assertEquals(
                    1,
                    changes.stream()
                            .filter(change -> change.getKind() == ChangeKind.CHANGE_KIND_OPENED)
                            .count());

            WatchAnomaliesResponse all = Await.value(service.watch(beginning).next());
            WatchAnomaliesResponse rest =
                    Await.value(service.watch(all.getCursor()).next());
            assertEquals(0, rest.getChangesCount());
            assertEquals(all.getCursor(), rest.getCursor());
        }
    }

    @Test
    void aRestartOpensNothingAgain() throws IOException {
        String beginning = cursorOfAnEmptyLog();
        List<AnomalyChange> first;
        try (var service = watched()) {
            first = changes(service, beginning);
        }
        try (var service = watched()) {
            assertEquals(first, changes(service, beginning));
        }
    }

    @Test
    void readingEverythingAgainOpensNothingAgain() throws IOException, SQLException {
        String beginning = cursorOfAnEmptyLog();
        List<AnomalyChange> first;
        try (var service = watched()) {
            first = changes(service, beginning);
        }
        execute("delete from series_state");
        execute("delete from rule_state");
        try (var service = watched()) {
            assertEquals(first, changes(service, beginning));
        }
    }

    @Test
    void aNewWatchBeginsWithWhatIsOpen() throws IOException, SQLException {
        try (var service = watched()) {
            service.list();
        }
        execute("update anomaly set close_time = null, close_reason = null");
        execute("update series_state set anomaly = (select id from anomaly) where label_values @> '{shop}'");
        try (var service = Anomalies.start(database, recording)) {
            var current = Await.value(service.watch("").next());

            assertEquals(ChangeKind.CHANGE_KIND_CURRENT, current.getChanges(0).getKind());
            assertFalse(current.getCursor().isEmpty());
        }
    }

    @Test
    void aRuleThatIsGoneClosesWhatIsOpenOfIt() throws IOException, SQLException {
        try (var service = watched()) {
            service.list();
        }
        execute("update anomaly set close_time = null, close_reason = null");
        rules("rules: [{id: other, promql: other, step: 5m}]");
        try (var service = Anomalies.start(database, recording)) {
            service.awaitRule("other", WatchState.WATCH_STATE_LEARNING);

            assertEquals(
                    CloseReason.CLOSE_REASON_RULE_CHANGED,
                    service.list().getFirst().getCloseReason());
        }
    }

    @Test
    void showsHowFarARuleHasCome() throws IOException {
        try (var service = watched()) {
            AnomalyRule rule = Await.value(service.rule("requests"));

            assertEquals("requests_per_second", rule.getPromql());
            assertEquals(2, rule.getSeriesCount());
            assertEquals(0, rule.getLearningSeriesCount());
            assertEquals("", rule.getPollError());
            assertEquals(timestamp(BEGIN.plus(History.STEP.multipliedBy(POINTS - 1))), rule.getSeenTime());
        }
    }

    @Test
    void saysThatARecordingAnswersSelectorsOnly() throws IOException {
        rules("rules: [{id: rate, promql: 'rate(requests_per_second[5m])'}]");
        try (var service = Anomalies.start(database, recording)) {
            AnomalyRule rule = service.awaitRule("rate", WatchState.WATCH_STATE_FAILING);

            assertTrue(rule.getPollError().contains("a recording answers selectors only"), rule.getPollError());
            assertTrue(rule.getFailedPolls() > 0);
        }
    }

    @Test
    void withoutASourceItServesAndSaysSo() throws IOException {
        try (var service = Anomalies.start(database, Map.of())) {
            var page = service.rules(2, "");
            var next = service.rules(1_000, page.getNextPageToken());

            assertEquals(2, page.getAnomalyRulesCount());
            assertTrue(next.getAnomalyRulesCount() > 0);
            assertEquals(
                    WatchState.WATCH_STATE_NO_SOURCE, page.getAnomalyRules(0).getState());
            assertEquals(List.of(), service.list());
        }
    }

    @Test
    void refusalsNameTheirReason() throws IOException {
        try (var service = Anomalies.start(database, Map.of())) {
            assertEquals(ErrorReason.ANOMALY_UNKNOWN.name(), reason(service.get("anomalies/none")));
            assertEquals(ErrorReason.ANOMALY_UNKNOWN.name(), reason(service.get("none")));
            assertEquals(ErrorReason.ANOMALY_RULE_UNKNOWN.name(), reason(service.rule("none")));
            assertEquals(
                    ErrorReason.CURSOR_EXPIRED.name(),
                    reason(service.watch("nonsense").next()));
            assertEquals(
                    ErrorReason.CURSOR_EXPIRED.name(),
                    reason(service.watch("AAAAAAAAAAAAAAAAAAAAAA").next()));
            assertEquals(ErrorReason.PAGE_TOKEN_INVALID.name(), reason(Mono.fromCallable(() -> service.list(1, "?"))));
            assertEquals("FIELD_INVALID", reason(Mono.fromCallable(() -> service.list(-1, ""))));
        }
    }

    /** The service once it has read the whole recording. */
    private Anomalies watched() throws IOException {
        var service = Anomalies.start(database, recording);
        Instant end = BEGIN.plus(History.STEP.multipliedBy(POINTS - 1));
        Await.until(
                "the recording is read",
                () -> Await.value(service.rule("requests")),
                rule -> rule.getState() == WatchState.WATCH_STATE_WATCHING
                        && rule.getSeenTime().equals(timestamp(end)));
        return service;
    }

    private String cursorOfAnEmptyLog() throws IOException {
        try (var service = Anomalies.start(database, Map.of())) {
            return Await.value(service.watch("").next()).getCursor();
        }
    }

    private static List<AnomalyChange> changes(Anomalies service, String cursor) {
        return Await.values(service.watch(cursor)
                .takeUntil(message -> message.getChangesCount() == 0)
                .concatMapIterable(WatchAnomaliesResponse::getChangesList));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.session();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String reason(Mono<?> call) {
        var error = assertThrows(StatusRuntimeException.class, () -> Await.completed(call));
        return RpcStatus.errorInfo(error).orElseThrow().getReason();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
    }
}
