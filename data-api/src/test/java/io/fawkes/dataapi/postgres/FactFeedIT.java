package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.feed.FactLog;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresExtension.class)
class FactFeedIT {

    private static final int WRITERS = 16;
    private static final int TRANSACTIONS_EACH = 40;
    private static final int FACTS = WRITERS * TRANSACTIONS_EACH;

    private PostgresStorage storage;
    private Database writers;
    private String url = "";

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase database) {
        storage = StorageFixture.open(database);
        url = database.servingUrl()
                .replaceFirst("^postgresql:", "r2dbc:postgresql:")
                .replaceFirst("[?].*$", "");
        writers = Database.open(database.config().withPoolSize(WRITERS), OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        writers.close();
        storage.close();
    }

    @Test
    void sixteenWritersWithRandomDelaysAndThreeReadersThatReconnectMissNothingAndKeepOrder() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<CompletableFuture<List<String>>> readers = IntStream.range(0, 3)
                .mapToObj(reader -> CompletableFuture.supplyAsync(() -> readAll(new Random(seed + reader))))
                .toList();

        Await.completed(Flux.range(0, WRITERS)
                .flatMap(writer -> writes(writer, new Random(seed - writer)), WRITERS)
                .then());

        List<List<String>> read = readers.stream().map(CompletableFuture::join).toList();
        for (List<String> one : read) {
            assertEquals(FACTS, one.size(), "each fact exactly once, seed " + seed);
            assertEquals(FACTS, one.stream().distinct().count(), "seed " + seed);
            assertEquals(read.getFirst(), one, "every reader in the same order, seed " + seed);
        }
        assertEachWriterInOrder(read.getFirst(), seed);
    }

    /** A writer begins a transaction after its last one committed, so its facts have an order that must be kept. */
    private static void assertEachWriterInOrder(List<String> order, long seed) {
        Map<String, Integer> newest = new HashMap<>();
        for (String sourceId : order) {
            String[] parts = sourceId.substring("deployments/".length()).split("-", -1);
            int number = Integer.parseInt(parts[1]);
            Integer before = newest.put(parts[0], number);
            assertTrue(before == null || before < number, sourceId + " came after " + before + ", seed " + seed);
        }
    }

    private Mono<Void> writes(int writer, Random random) {
        return Flux.range(0, TRANSACTIONS_EACH)
                .concatMap(number -> slowWrite(writer + "-" + number, Duration.ofMillis(random.nextInt(15))))
                .then();
    }

    /** The row is written, then the commit waits: others that began later commit before. */
    private Mono<Void> slowWrite(String id, Duration delay) {
        return writers.inTransaction(transaction -> new FactWriter()
                        .merge(transaction, List.of(deployment(id, 1)), "", StorageFixture.NOON)
                        .delayElement(delay))
                .then();
    }

    private List<String> readAll(Random random) {
        var feed = new WatchFacts(storage.log());
        List<String> facts = new ArrayList<>();
        FeedCursor cursor = FeedCursor.BEGINNING;
        while (facts.size() < FACTS) {
            int pages = 1 + random.nextInt(5);
            for (FeedPage page : Await.values(feed.from(cursor).take(pages))) {
                page.facts().forEach(fact -> facts.add(FactMessages.parse(fact).getSourceId()));
                cursor = FeedCursor.decoded(page.cursor().encoded());
            }
        }
        return facts;
    }

    @Test
    void aLookIsAFewPagesOfWhichOnlyTheLastIsNotFull() {
        Await.completed(Flux.range(0, 11)
                .concatMap(batch -> storage.batches()
                        .write(
                                IntStream.range(0, 100)
                                        .mapToObj(n -> deployment(batch + "-" + n, 1))
                                        .toList(),
                                ""))
                .then());

        for (FeedFilter filter :
                List.of(FeedFilter.EVERYTHING, new FeedFilter(Set.of(FactKind.DEPLOYMENT), Optional.empty()))) {
            List<FeedPage> pages = Await.until(
                    "all of it",
                    () -> Await.value(storage.log().look(FeedCursor.BEGINNING, filter)),
                    look -> look.getLast().caughtUp());
            assertEquals(List.of(500, 500, 100), sizes(pages));
            assertEquals(
                    List.of(500, 100),
                    sizes(Await.value(storage.log().look(pages.getFirst().cursor(), filter))));
            assertEquals(
                    1_100,
                    pages.stream()
                            .flatMap(page -> page.facts().stream())
                            .map(fact -> FactMessages.parse(fact).getSourceId())
                            .distinct()
                            .count());
        }
    }

    private static List<Integer> sizes(List<FeedPage> pages) {
        return pages.stream().map(page -> page.facts().size()).toList();
    }

    @Test
    void aTransactionThatIsStillOpenHoldsBackWhatCameAfterItAndTheFeedSaysSo() {
        FactLog log = storage.log();
        Connection open = Await.value(writersConnection());
        Await.completed(new FactWriter().merge(open, List.of(deployment("slow", 1)), "", StorageFixture.NOON));
        Await.completed(slowWrite("quick", Duration.ZERO));

        FeedPage during = Await.value(log.after(FeedCursor.BEGINNING));
        Await.completed(Mono.from(open.commitTransaction()));
        Await.completed(Mono.from(open.close()));
        FeedPage after =
                Await.until("both are there", () -> Await.value(log.after(during.cursor())), FeedPage::caughtUp);

        assertEquals(List.of(), during.facts());
        assertFalse(during.caughtUp());
        assertEquals(2, after.facts().size());
    }

    private Mono<Connection> writersConnection() {
        return Mono.from(io.r2dbc.spi.ConnectionFactories.get(url).create())
                .flatMap(connection -> Mono.from(connection.beginTransaction()).thenReturn(connection));
    }
}
