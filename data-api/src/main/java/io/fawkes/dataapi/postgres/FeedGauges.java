package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The feed's health as gauges, looked up every five seconds by each replica. While the database does not answer they say
 * nothing rather than what was.
 */
final class FeedGauges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedGauges.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final double MILLIS = 1_000;
    private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("database");

    private final AtomicReference<Optional<FeedHealth>> health = new AtomicReference<>(Optional.empty());
    private final ObservableDoubleMeasurement lag;
    private final ObservableLongMeasurement held;
    private final ObservableDoubleMeasurement watermark;
    private final ObservableDoubleMeasurement oldest;
    private final BatchCallback gauges;
    private final Disposable looking;

    private FeedGauges(Database database, Meter meter) {
        this.lag = meter.gaugeBuilder("fawkes.feed.lag")
                .setDescription("How long the oldest committed fact that the feed cannot show yet has waited.")
                .setUnit("s")
                .buildObserver();
        this.held = meter.gaugeBuilder("fawkes.feed.held")
                .setDescription("Committed facts that the feed cannot show yet, counted to 10,000.")
                .setUnit("{fact}")
                .ofLongs()
                .buildObserver();
        this.watermark = meter.gaugeBuilder("fawkes.feed.watermark")
                .setDescription("Time, since 1970, up to which the feed can show everything that was committed.")
                .setUnit("s")
                .buildObserver();
        this.oldest = meter.gaugeBuilder("fawkes.postgres.oldest_transaction.age")
                .setDescription(
                        "Age of the server's oldest transaction with an id, by its database; it holds the feed.")
                .setUnit("s")
                .buildObserver();
        this.gauges = meter.batchCallback(() -> health.get().ifPresent(this::record), lag, held, watermark, oldest);
        this.looking = Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> looked(database), 1)
                .subscribe(seen -> health.updateAndGet(before -> seen.map(now -> now.after(before))));
    }

    static FeedGauges start(Database database, OpenTelemetry telemetry) {
        return new FeedGauges(database, telemetry.getMeter("io.fawkes.data-api"));
    }

    private static Mono<Optional<FeedHealth>> looked(Database database) {
        return database.read(FeedHealth::read).map(Optional::of).onErrorResume(error -> {
            LOG.atWarn().setCause(error).log("the feed's health could not be read; trying again");
            return Mono.just(Optional.empty());
        });
    }

    private void record(FeedHealth now) {
        lag.record(now.lag().toMillis() / MILLIS);
        held.record(now.held());
        watermark.record(now.watermark().toEpochMilli() / MILLIS);
        now.oldest().ifPresent(open -> oldest.record(age(open.since(), now), Attributes.of(DATABASE, open.database())));
    }

    private static double age(Instant since, FeedHealth now) {
        return Math.max(0, Duration.between(since, now.readAt()).toMillis()) / MILLIS;
    }

    @Override
    public void close() {
        looking.dispose();
        gauges.close();
    }
}
