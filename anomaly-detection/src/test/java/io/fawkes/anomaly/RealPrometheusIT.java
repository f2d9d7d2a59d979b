package io.fawkes.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.CloseReason;
import io.fawkes.anomaly.v1.WatchState;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.PrometheusServer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with a past of six days that ended two hours ago. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class RealPrometheusIT {
    private static final int POINTS = 6 * 288;
    private static final int LONG_AGO = 3 * 288;
    private static final int LATELY = POINTS - 60;

    @TempDir
    Path folder;

    @Test
    void theBackfillOpensWhatIsRecentAndNothingOlder(@Migrated("anomaly-detection") TestDatabase database)
            throws IOException {
        Instant begin = multipleOfStep(InstantSource.system().instant())
                .minus(Duration.ofHours(2))
                .minus(History.STEP.multipliedBy(POINTS));
        Path samples = History.write(
                folder.resolve("samples.om"), begin, POINTS, (service, i) -> isDisturbed(service, i) ? 150.0 : 0.0);
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                History.RULES.replace("promql: requests_per_second", "promql: sum by (service) (requests_per_second)"));
        try (var prometheus = PrometheusServer.start(samples);
                var service = Anomalies.start(
                        database,
                        Map.of(
                                "FAWKES_PROMETHEUS_URL", prometheus.uri().toString(),
                                "FAWKES_ANOMALY_RULES", rules.toString()))) {
            var rule = service.awaitRule("requests", WatchState.WATCH_STATE_WATCHING);
            List<Anomaly> anomalies = service.list();

            assertEquals(2, rule.getSeriesCount());
            assertEquals(1, anomalies.size(), anomalies.toString());
            Anomaly anomaly = anomalies.getFirst();
            assertEquals(
                    begin.plus(History.STEP.multipliedBy(LATELY)).getEpochSecond(),
                    anomaly.getOpenTime().getSeconds());
            assertEquals("services/shop", anomaly.getService());
            assertEquals(Map.of("service", "shop"), anomaly.getLabelsMap());
            assertEquals(CloseReason.CLOSE_REASON_RECOVERED, anomaly.getCloseReason());
        }
    }

    private static boolean isDisturbed(String service, int point) {
        return service.equals("shop")
                && ((point >= LONG_AGO && point < LONG_AGO + 8) || (point >= LATELY && point < LATELY + 8));
    }

    private static Instant multipleOfStep(Instant time) {
        long step = History.STEP.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }
}
