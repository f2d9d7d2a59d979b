package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.AsOfOutOfRange;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Readable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** Months that go, on a real database. What was recorded now is moved into the past instead of waiting. */
@ExtendWith(PostgresExtension.class)
class LogRetentionIT {

    private static final List<SourceKey> SHOP = List.of(new SourceKey(SourceKey.GITHUB, "octo/SHOP"));
    private static final int MANY = 1_100;

    private final YearMonth now =
            YearMonth.from(InstantSource.system().instant().atOffset(ZoneOffset.UTC));
    private final YearMonth old = now.minusMonths(3);
    private final YearMonth later = now.minusMonths(2);

    private PostgresStorage storage;
    private Database database;
    private TestDatabase fresh;
    private Lease lease;
    private int noted;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase fresh) throws SQLException {
        storage = StorageFixture.open(fresh);
        database = Database.open(fresh.config(), OpenTelemetry.noop());
        this.fresh = fresh;
        lease = Await.value(new Leases(database, "us").acquire("log", Duration.ofMinutes(10)));
        execute("create table fact_log_%1$tY%1$tm partition of fact_log for values from ('%2$s') to ('%3$s')", old);
        execute("create table fact_log_%1$tY%1$tm partition of fact_log for values from ('%2$s') to ('%3$s')", later);
    }

    @AfterEach
    void close() {
        database.close();
        storage.close();
    }

    @Test
    void ofEachFactTheLastStateOfAMonthThatWentStaysAtItsPlace() throws SQLException {
        FeedCursor first = told(old, Map.of("a", 1L));
        FeedCursor endOfOld = told(old, new TreeMap<>(Map.of("a", 2L, "b", 1L)));
        FeedCursor endOfLater = told(later, Map.of("a", 3L));
        told(now, Map.of("c", 1L));

        Await.completed(retention().round(lease));

        assertEquals(List.of("b v1", "a v2", "a v3", "c v1"), feed(FeedCursor.BEGINNING));
        assertEquals(List.of("b v1", "a v2", "a v3", "c v1"), feed(first), "a reader that was in that month");
        assertEquals(Map.of("a", 3L, "b", 1L), factsAt(endOfLater));
        assertEquals(Map.of("a", 2L, "b", 1L), factsAt(endOfOld), "the first moment that is kept");
        assertThrows(AsOfOutOfRange.class, () -> factsAt(first));
        var refusal = assertThrows(
                AsOfOutOfRange.class, () -> Await.value(storage.history().at(begin(old))));
        assertEquals(
                "as_of: %s (expected: a time after %s, since when the log is kept)".formatted(begin(old), begin(later)),
                refusal.text());
        assertEquals(
                "2 of 3, gone true",
                Await.value(database.read(connection ->
                        Sql.row(connection.createStatement("select * from retired_month"), LogRetentionIT::retired))));
    }

    private static String retired(Readable row) {
        return "%d of %d, gone %b"
                .formatted(
                        Sql.column(row, "carried", Long.class),
                        Sql.column(row, "states", Long.class),
                        row.get("dropped_at") != null);
    }

    @Tag("full")
    @Test
    void howeverOftenItIsInterruptedWhatIsKeptReadsAsBefore() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        told(old, random(random));
        FeedCursor endOfOld = told(old, random(random));
        FeedCursor endOfLater = told(later, random(random));
        FeedCursor head = told(now, random(random));
        var before = List.of(factsAt(endOfOld), factsAt(endOfLater), factsAt(head));

        int interruptions = 0;
        while (months() > 5) {
            interruptions += interrupted(Duration.ofMillis(5 + random.nextInt(60 + 20 * interruptions)));
        }

        assertEquals(before, List.of(factsAt(endOfOld), factsAt(endOfLater), factsAt(head)), "seed " + seed);
        Map<String, Long> read = new HashMap<>();
        feed(FeedCursor.BEGINNING).forEach(state -> {
            String[] parts = state.split(" v", -1);
            read.merge(parts[0], Long.valueOf(parts[1]), Math::max);
        });
        assertEquals(factsAt(head), read, "seed " + seed);
        System.out.println("interrupted " + interruptions + " times");
    }

    /** A step that is cut off ends its session, as a killed process does. */
    private int interrupted(Duration after) {
        return Await.value(
                retention().round(lease).map(_ -> 0).timeout(after).onErrorReturn(TimeoutException.class, 1));
    }

    @Tag("full")
    @Test
    void aMonthThatIsReadWaitsAndHoldsUpNobodyForLongerThanASecond() throws SQLException {
        told(old, Map.of("a", 1L));
        try (Connection reader = fresh.session()) {
            reader.setAutoCommit(false);
            reader.createStatement().executeQuery("select count(*) from fact_log");

            Await.completed(retention().round(lease));

            assertEquals(6, months());
            assertEquals(List.of("a v1"), feed(FeedCursor.BEGINNING));
            reader.rollback();
        }
        Await.completed(retention().round(lease));

        assertEquals(5, months());
        assertEquals(List.of("a v1"), feed(FeedCursor.BEGINNING));
    }

    @Tag("full")
    @Test
    void nothingGoesWhileStatesLieOutsideOfTheMonths() throws SQLException {
        told(old, Map.of("a", 1L));
        told(now.minusMonths(20), Map.of("a", 2L));

        Await.completed(retention().round(lease));

        assertEquals(6, months());
    }

    /** The old month is due, the later one is not. */
    private LogRetention retention() {
        Duration kept =
                Duration.between(begin(later), InstantSource.system().instant()).minusDays(1);
        return new LogRetention(database, kept, OpenTelemetry.noop());
    }

    private static Map<String, Long> random(Random random) {
        Map<String, Long> revisions = new TreeMap<>();
        random.ints(MANY, 0, MANY).forEach(fact -> revisions.put("f" + fact, random.nextLong(1_000)));
        return revisions;
    }

    /** Keeps facts by their revisions as if in {@code month}; where the feed was then. */
    private FeedCursor told(YearMonth month, Map<String, Long> revisions) throws SQLException {
        Await.completed(Flux.fromIterable(revisions.entrySet())
                .map(fact -> deployment(fact.getKey(), fact.getValue()))
                .buffer(500)
                .concatMap(some -> database.inTransaction(
                        transaction -> new FactWriter().merge(transaction, some, "", StorageFixture.NOON)))
                .then());
        execute("update fact_log set recorded_at = '%2$s' where recorded_at > '%4$s'", month);
        FeedCursor head = Await.value(pages(FeedCursor.BEGINNING).last()).cursor();
        execute("delete from feed_time where time > '%4$s'", month);
        execute(
                "insert into feed_time values (timestamptz '%2$s' + interval '1 s' * %8$d, %5$d, '%6$d', %7$d)",
                month, head.generation(), head.xid(), head.seq(), noted);
        noted++;
        return head;
    }

    private void execute(String sql, YearMonth month, Object... more) throws SQLException {
        try (Connection session = fresh.session()) {
            Object[] all = new Object[4 + more.length];
            all[0] = begin(month).atOffset(ZoneOffset.UTC);
            all[1] = begin(month);
            all[2] = begin(month.plusMonths(1));
            all[3] = begin(now);
            System.arraycopy(more, 0, all, 4, more.length);
            session.createStatement().execute(sql.formatted(all));
        }
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private long months() {
        return Await.value(database.read(connection -> Sql.row(
                connection.createStatement("select count(*) as months from log_months()"),
                row -> Sql.column(row, "months", Long.class))));
    }

    private List<String> feed(FeedCursor cursor) {
        return Await.values(pages(cursor).concatMapIterable(FeedPage::facts).map(LogRetentionIT::told));
    }

    private Flux<FeedPage> pages(FeedCursor cursor) {
        return new WatchFacts(storage.log()).from(cursor).takeUntil(FeedPage::caughtUp);
    }

    private static String told(Bytes message) {
        var fact = FactMessages.parse(message);
        return fact.getSourceId().substring("deployments/".length()) + " v" + fact.getVersion();
    }

    private Map<String, Long> factsAt(FeedCursor position) {
        return Await.value(storage.history()
                .facts(position, SHOP)
                .map(FactMessages::parse)
                .collectMap(fact -> fact.getSourceId().substring("deployments/".length()), Fact::getVersion));
    }
}
