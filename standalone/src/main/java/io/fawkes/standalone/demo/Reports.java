package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Profile;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads DORA's answers about a history at the door. */
public final class Reports {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DoorClient door;
    private final History history;

    public Reports(DoorClient door, History history) {
        this.door = door;
        this.history = history;
    }

    /** Query of the history's window. */
    public String window() {
        return "window.startTime=%s&window.endTime=%s".formatted(history.start(), history.end());
    }

    /**
     * The answers about all services, once each of them says by its watermark that everything committed until
     * {@code committed} is in it.
     */
    public Flux<Report> folded(Instant committed) {
        return Flux.fromIterable(history.services())
                .concatMap(profile -> report(profile)
                        .filter(report -> watermark(report).isAfter(committed))
                        .repeatWhenEmpty(again -> again.delayElements(PAUSE)))
                .timeout(PATIENCE, tooLate());
    }

    private Mono<Report> report(Profile profile) {
        return door.get("/v1/services/%s/dora?%s".formatted(profile.service(), window()))
                .filter(answer -> !isStillReading(answer))
                .map(answer ->
                        new Report(profile.service(), answer.demandSuccess().json()));
    }

    /** Insights has not read a single time to the end, or not yet of this service. */
    private static boolean isStillReading(Answer answer) {
        return answer.text().contains("STILL_READING") || answer.text().contains("SERVICE_UNKNOWN");
    }

    private static Instant watermark(Report report) {
        return Instant.parse(report.dora().path("watermark").asText());
    }

    private static Flux<Report> tooLate() {
        return Flux.error(() -> new DemoFailure(
                "The demo stops: insights did not fold what was told within %d minutes. FAWKES_LOG_LEVEL=info ./fawkes demo shows why."
                        .formatted(PATIENCE.toMinutes())));
    }
}
