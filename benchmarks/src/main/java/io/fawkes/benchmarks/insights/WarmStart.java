package io.fawkes.benchmarks.insights;

import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.domain.checkpoint.Checkpoints;
import io.fawkes.insights.domain.checkpoint.Restored;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.postgres.PostgresStorage;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.standalone.storage.ServiceDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A checkpoint of a fold in PostgreSQL, and starts with it, each as that of a replica that is alone. */
final class WarmStart implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Longer than any history. */
    private static final Duration REACH = Duration.ofDays(10_000);

    private static final double NANOS = 1e9;

    private final PostgresStorage storage;
    private final Checkpoints checkpoints;

    private WarmStart(PostgresStorage storage) {
        this.storage = storage;
        this.checkpoints = new Checkpoints(storage.checkpoints("bench"));
    }

    /** Writes what {@code live} knows to {@code database}. */
    static WarmStart written(LiveFacts live, ServiceDatabase database) {
        var config = PostgresConfig.of("bench", database.serving(), database.migration());
        var start = new WarmStart(waited(PostgresStorage.open(config, OpenTelemetry.noop())));
        waited(start.checkpoints
                .write(live, Duration.ofMillis(1), (failure, what) -> {
                    throw new IllegalStateException(what, failure);
                })
                .next());
        return start;
    }

    /** From an empty heap to the first answer about all services, in seconds. */
    double seconds() {
        long begin = System.nanoTime();
        Restored restored = waited(checkpoints.restored());
        try (var live = LiveFacts.resuming(Flux::never, restored, Policy.USUAL, REACH, FoldedHistories::fail)) {
            waited(new DoraAnswers(live).report(FoldedHistories.lastMonth()));
            return (System.nanoTime() - begin) / NANOS;
        }
    }

    @Override
    public void close() {
        storage.close();
    }

    private static <T> T waited(Mono<T> some) {
        return Objects.requireNonNull(some.block(LONGEST), "an end");
    }
}
