package io.fawkes.anomaly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/** A made-up past of two services, a sample every five minutes, as OpenMetrics text. */
final class History {
    static final Duration STEP = Duration.ofMinutes(5);
    static final String RULES = """
            rules:
              - id: requests
                title: Requests a second
                promql: requests_per_second
                step: 5m
                minDelta: 5
            """;

    private static final long SEED = 42;

    private History() {}

    /** Written to {@code file}: noise around 100, changed by {@code disturbance} where it has something to say. */
    static Path write(Path file, Instant begin, int points, BiFunction<String, Integer, Double> disturbance)
            throws IOException {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        var text = new StringBuilder("# TYPE requests_per_second gauge\n");
        for (String service : new String[] {"cart", "shop"}) {
            for (int i = 0; i < points; i++) {
                double value = 100 + 3 * random.nextGaussian() + disturbance.apply(service, i);
                text.append(String.format(
                        Locale.ROOT,
                        "requests_per_second{service=\"%s\"} %.4f %d%n",
                        service,
                        value,
                        begin.plus(STEP.multipliedBy(i)).getEpochSecond()));
            }
        }
        return Files.writeString(file, text.append("# EOF\n"));
    }
}
