package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.delivery;
import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.postgres.FeedHealth.OpenTransaction;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresExtension.class)
class FeedHealthIT {

    @Test
    void aTransactionOfAnotherDatabaseShowsWithItsNameAndLosesNothing(
            @Migrated("data-api") TestDatabase ours, @Migrated("data-api") TestDatabase foreign) {
        try (PostgresStorage storage = StorageFixture.open(ours);
                Database serving = Database.open(ours.config(), OpenTelemetry.noop());
                Telemetry telemetry = Telemetry.start("a test")) {
            keep(storage, "before");
            FeedPage before = caughtUp(storage, FeedCursor.BEGINNING);
            Connection open = Await.value(transaction(foreign));
            keep(storage, "held");

            FeedPage during = Await.value(storage.log().after(before.cursor()));
            FeedHealth health = Await.value(serving.read(FeedHealth::read));
            assertEquals(List.of(), during.facts());
            assertEquals(1, health.held());
            assertTrue(health.lag().isPositive(), health.toString());
            assertEquals(foreign.name(), health.oldest().orElseThrow().database());
            try (FeedGauges _ = FeedGauges.start(serving, telemetry.api())) {
                String scraped =
                        Await.until("the gauges show it", telemetry::scrape, text -> text.contains("fawkes_feed_held"));
                assertTrue(scraped.contains("database=\"" + foreign.name() + "\""), scraped);
                assertTrue(scraped.contains("fawkes_feed_lag_seconds"), scraped);
                assertTrue(scraped.contains("fawkes_feed_watermark_seconds"), scraped);
            }

            Await.completed(Mono.from(open.commitTransaction()));
            Await.completed(Mono.from(open.close()));
            assertEquals(1, caughtUp(storage, before.cursor()).facts().size());
            FeedHealth after = Await.until(
                    "nothing is held", () -> Await.value(serving.read(FeedHealth::read)), now -> now.held() == 0);
            assertEquals(Duration.ZERO, after.lag());
        }
    }

    @Test
    void aTransactionThatIsStillThereIsAsOldAsItWasFirstSeen() {
        var noon = Instant.parse("2026-03-01T12:00:00Z");
        var first = seen(noon, new OpenTransaction("7", "grafana", noon));

        var same = seen(noon.plusSeconds(60), new OpenTransaction("7", "grafana", noon.plusSeconds(60)));
        var other = seen(noon.plusSeconds(60), new OpenTransaction("8", "grafana", noon.plusSeconds(60)));

        assertEquals(noon, same.after(Optional.of(first)).oldest().orElseThrow().since());
        assertEquals(
                noon.plusSeconds(60),
                other.after(Optional.of(first)).oldest().orElseThrow().since());
    }

    private static FeedHealth seen(Instant readAt, OpenTransaction open) {
        return new FeedHealth(readAt, 0, readAt, Optional.of(open));
    }

    private static Mono<Connection> transaction(TestDatabase database) {
        String url = "r2dbc:" + database.servingUrl().replaceFirst("[?].*$", "");
        return Mono.from(ConnectionFactories.get(url).create())
                .flatMap(connection -> Mono.from(connection.beginTransaction())
                        .then(Mono.from(connection
                                .createStatement("select pg_current_xact_id()::text")
                                .execute()))
                        .flatMap(result -> Mono.from(result.map(_ -> true)))
                        .thenReturn(connection));
    }

    private static void keep(PostgresStorage storage, String id) {
        Await.value(storage.inbox().keep(delivery(), List.of(deployment(id, 1))));
    }

    private static FeedPage caughtUp(PostgresStorage storage, FeedCursor cursor) {
        return Await.until(
                "the feed catches up", () -> Await.value(storage.log().after(cursor)), FeedPage::caughtUp);
    }
}
