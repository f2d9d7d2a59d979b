package io.fawkes.standalone.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;

/**
 * Four days of one service's latency at a step of five minutes, as a recording: noise around 0.2 s, and ten hours before
 * its end an hour at about 2 s.
 */
record Disturbance(long seed, Instant now) {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration LENGTH = Duration.ofDays(4);
    private static final Duration BEFORE_THE_END = Duration.ofHours(10);

    /** Writes recording and rules to {@code folder}; the variables that name them. */
    Map<String, String> writtenTo(Path folder) throws IOException {
        Path recording = Files.writeString(folder.resolve("latency.om"), openMetrics());
        Path rules = Files.writeString(folder.resolve("rules.yml"), """
                rules:
                  - id: latency
                    title: Seconds until an answer
                    promql: request_latency_seconds
                    step: 5m
                    direction: up
                    minDelta: 0.1
                    serviceLabel: service
                """);
        return Map.of("FAWKES_ANOMALY_RECORDING", recording.toString(), "FAWKES_ANOMALY_RULES", rules.toString());
    }

    private String openMetrics() {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Instant end = now.truncatedTo(ChronoUnit.HOURS);
        var text = new StringBuilder("# TYPE request_latency_seconds gauge\n");
        for (Instant at = end.minus(LENGTH); at.isBefore(end); at = at.plus(STEP)) {
            text.append("request_latency_seconds{service=\"checkout\"} %.4f %d%n"
                    .formatted(value(at, end, random), at.getEpochSecond()));
        }
        return text.append("# EOF\n").toString();
    }

    private static double value(Instant at, Instant end, Random random) {
        Instant onset = onset(end);
        boolean odd = !at.isBefore(onset) && at.isBefore(onset.plus(Duration.ofHours(1)));
        return (odd ? 2 : 0.2) + random.nextGaussian() / 100;
    }

    private static Instant onset(Instant end) {
        return end.minus(BEFORE_THE_END);
    }
}
