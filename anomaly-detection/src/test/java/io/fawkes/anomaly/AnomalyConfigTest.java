package io.fawkes.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.anomaly.domain.watch.WatchPolicy;
import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyConfigTest {
    private static final String POSTGRES = "postgresql://serving:secret@localhost/anomalies";

    @TempDir
    Path folder;

    @Test
    void listensOnLoopbackWithTheShippedRulesAndPollsNobodyUnlessTold() {
        var config = AnomalyConfig.from(Settings.of(Map.of("FAWKES_POSTGRES_URL", POSTGRES)));

        assertEquals("127.0.0.1:9103", config.listen().toString());
        assertEquals("127.0.0.1:8084", config.management().toString());
        assertFalse(config.rules().isEmpty());
        assertTrue(config.prometheus().isEmpty());
        assertTrue(config.recording().isEmpty());
        assertEquals(WatchPolicy.DEFAULT, config.policy());
    }

    @Test
    void readsEveryKey() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules: [{id: one, promql: up}]");
        var config = AnomalyConfig.from(Settings.of(Map.of(
                "FAWKES_POSTGRES_URL", POSTGRES,
                "FAWKES_ANOMALY_DETECTION_LISTEN", "localhost:1",
                "FAWKES_MANAGEMENT_LISTEN", "localhost:2",
                "FAWKES_ANOMALY_RULES", rules.toString(),
                "FAWKES_PROMETHEUS_URL", "http://prometheus:9090/",
                "FAWKES_PROMETHEUS_TOKEN", "t0ken",
                "FAWKES_PROMETHEUS_LAG", "PT5S",
                "FAWKES_PROMETHEUS_TIMEOUT", "PT7S",
                "FAWKES_ANOMALY_LOOK_BACK", "PT1H")));

        var prometheus = config.prometheus().orElseThrow();
        assertEquals("localhost:1", config.listen().toString());
        assertEquals("localhost:2", config.management().toString());
        assertEquals("one", config.rules().getFirst().id());
        assertEquals("http://prometheus:9090", prometheus.url().toString());
        assertEquals("Bearer t0ken", prometheus.authorization().orElseThrow());
        assertEquals(Duration.ofSeconds(5), prometheus.lag());
        assertEquals(Duration.ofSeconds(7), prometheus.timeout());
        assertEquals(Duration.ofHours(1), config.policy().lookBack());
    }

    @Test
    void tellsAllMistakesTogether() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - id: one\n    query: up\n");
        Path recording = Files.writeString(folder.resolve("samples.om"), "up 1\n# EOF\n");

        var refusal = assertThrows(
                ConfigurationException.class,
                () -> AnomalyConfig.from(Settings.of(Map.of(
                        "FAWKES_ANOMALY_RULES",
                        rules.toString(),
                        "FAWKES_ANOMALY_RECORDING",
                        recording.toString(),
                        "FAWKES_PROMETHEUS_URL",
                        "prometheus:9090",
                        "FAWKES_PROMETHEUS_LAG",
                        "soon"))));
        String all = String.join("\n", refusal.mistakes());
        assertEquals(6, refusal.mistakes().size(), all);
        assertTrue(all.contains("rules.yaml:3: query: unknown key"), all);
        assertTrue(all.contains("rules.yaml:2: promql: missing"), all);
        assertTrue(all.contains("samples.om:1: up 1"), all);
        assertTrue(all.contains("FAWKES_PROMETHEUS_URL: prometheus:9090"), all);
        assertTrue(all.contains("FAWKES_PROMETHEUS_LAG: soon"), all);
        assertTrue(all.contains("FAWKES_POSTGRES_URL: not set"), all);
    }

    @Test
    void refusesTwoSources() throws IOException {
        Path recording = Files.writeString(folder.resolve("samples.om"), "up 1 1000\n# EOF\n");

        var refusal = assertThrows(
                ConfigurationException.class,
                () -> AnomalyConfig.from(Settings.of(Map.of(
                        "FAWKES_POSTGRES_URL",
                        POSTGRES,
                        "FAWKES_ANOMALY_RECORDING",
                        recording.toString(),
                        "FAWKES_PROMETHEUS_URL",
                        "http://localhost:9090"))));
        assertEquals(1, refusal.mistakes().size());
    }
}
