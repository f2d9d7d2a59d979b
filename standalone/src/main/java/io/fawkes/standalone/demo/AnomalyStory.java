package io.fawkes.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.standalone.demo.history.Storm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** What anomaly-detection makes of the measurements: the strongest anomaly of the storm, explained. */
final class AnomalyStory {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DoorClient client;
    private final String door;
    private final Storm storm;

    AnomalyStory(DoorClient client, String door, Storm storm) {
        this.client = client;
        this.door = door;
        this.storm = storm;
    }

    /** The story, once the storm is noticed. Fails with {@link DemoFailure} if that takes minutes. */
    Mono<String> text() {
        return client.get("/v1/anomalies?pageSize=1000")
                .flatMap(answer -> Mono.justOrEmpty(answer.demandSuccess()
                        .json()
                        .path("anomalies")
                        .valueStream()
                        .filter(this::isOfStorm)
                        .max(Comparator.comparingDouble(
                                anomaly -> anomaly.path("severity").asDouble()))))
                .repeatWhenEmpty(again -> again.delayElements(PAUSE))
                .timeout(
                        PATIENCE,
                        Mono.error(() -> new DemoFailure(
                                "The demo stops: the storm is no anomaly after %d minutes; see %s/v1/anomalyRules with --keep."
                                        .formatted(PATIENCE.toMinutes(), door))))
                .flatMap(this::explained);
    }

    private boolean isOfStorm(JsonNode anomaly) {
        return !Instant.parse(anomaly.path("openTime").asText()).isBefore(storm.began());
    }

    private Mono<String> explained(JsonNode anomaly) {
        String name = anomaly.path("name").asText();
        return client.get("/v1/%s:explain".formatted(name)).map(answer -> """

                        One anomaly of %s, explained

                        %s
                        %s
                        """.formatted(
                anomaly.path("service").asText().replace("services/", ""),
                measured(anomaly),
                Paragraph.indented(
                        answer.demandSuccess().json().path("explanation").asText())));
    }

    private static String measured(JsonNode anomaly) {
        String rule = anomaly.path("rule").asText().replace("anomalyRules/", "");
        return Paragraph.indented(String.format(
                Locale.ROOT,
                "%s: %.3g where %.3g was expected, since %s",
                rule,
                anomaly.path("value").asDouble(),
                anomaly.path("expected").asDouble(),
                TIME.format(Instant.parse(anomaly.path("openTime").asText()))));
    }
}
