package io.fawkes.standalone.demo.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What anomaly-detection is told to watch: each measure of each service, by selectors that a recording answers too. */
public final class AnomalyRules {

    private AnomalyRules() {}

    /** Writes them to {@code file}. */
    public static void write(Path file) throws IOException {
        Files.writeString(
                file,
                "rules:\n"
                        + rule("request-rate", "Requests a second", Measure.REQUEST_RATE, "both", "10")
                        + rule("error-ratio", "Share of requests that fail", Measure.ERROR_RATIO, "up", "0.01")
                        + rule("latency", "95th percentile of the latency", Measure.LATENCY, "up", "0.1"));
    }

    private static String rule(String id, String title, Measure measure, String direction, String least) {
        return """
              - id: %s
                title: %s
                promql: %s
                step: %dm
                direction: %s
                minDelta: %s
                minRelative: 0.5
                keyLabels: [service]
                serviceLabel: service
                backfill: %dd
            """.formatted(
                        id,
                        title,
                        measure.metric(),
                        Measurements.STEP.toMinutes(),
                        direction,
                        least,
                        Measurements.LENGTH.toDays());
    }
}
