package io.fawkes.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.anomaly.prometheus.FaultyPrometheus;
import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.WatchState;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.client.HttpClient;

/** A Prometheus that fails in every way while something odd happens: it is shown, and nothing of it is missed. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class FaultsIT {
    @TempDir
    Path folder;

    @Test
    void whatHappenedDuringAnOutageIsFoundAfterIt(@Migrated("anomaly-detection") TestDatabase database)
            throws IOException {
        String rules = Files.writeString(folder.resolve("rules.yaml"), """
                        rules: [{id: requests, promql: requests, step: 1s, backfill: 10m, theta: 3, minRelative: 2}]
                        """).toString();
        try (var prometheus = new FaultyPrometheus(FaultsIT::calm);
                var service = Anomalies.start(
                        database,
                        Map.of(
                                "FAWKES_PROMETHEUS_URL",
                                prometheus.uri().toString(),
                                "FAWKES_PROMETHEUS_LAG",
                                "PT1S",
                                "FAWKES_PROMETHEUS_TIMEOUT",
                                "PT1S",
                                "FAWKES_ANOMALY_RULES",
                                rules))) {
            service.awaitRule("requests", WatchState.WATCH_STATE_WATCHING);
            long onset = InstantSource.system().instant().getEpochSecond() + 1;
            prometheus.becomes(time -> time >= onset && time < onset + 3 ? 10_000 : calm(time));
            prometheus
                    .thenStatus(422, "{\"status\":\"error\",\"error\":\"too many samples\"}")
                    .thenHalfABody()
                    .thenSilence()
                    .thenStatus(503, "");
            var failing = Await.until(
                    "the failure is shown",
                    () -> Await.value(service.rule("requests")),
                    rule -> rule.getState() == WatchState.WATCH_STATE_FAILING);
            assertTrue(failing.getPollError().startsWith("Prometheus"), failing.getPollError());

            List<Anomaly> found = Await.until("the anomaly of the outage", service::list, list -> !list.isEmpty());
            assertTrue(!prometheus.hasFaultsLeft(), "it recovered by itself");
            assertEquals(1, found.size(), found.toString());
            assertEquals(
                    Instant.ofEpochSecond(onset),
                    Instant.ofEpochSecond(found.getFirst().getOpenTime().getSeconds()));
            assertEquals(
                    0,
                    service.awaitRule("requests", WatchState.WATCH_STATE_WATCHING)
                            .getFailedPolls());
            assertTrue(metrics(service).contains("outcome=\"refused\""), metrics(service));
        }
    }

    private static double calm(long time) {
        return 100 + time * 7 % 11;
    }

    private static String metrics(Anomalies service) {
        return Await.value(HttpClient.create()
                .get()
                .uri("http://" + service.server().management() + "/metrics")
                .responseContent()
                .aggregate()
                .asString());
    }
}
