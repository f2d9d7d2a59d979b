package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(PostgresExtension.class)
final class DatabaseIT {
    private static final Duration GENEROUS = Duration.ofSeconds(30);

    private final Database database;

    DatabaseIT(@Migrated("sample") TestDatabase fresh) {
        var config = fresh.config().withPoolSize(3).withStatementTimeout(Duration.ofSeconds(2));
        Migrations.of(config, "sample").run().block();
        this.database = Database.open(config, OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersAfterTheCommit() {
        assertEquals(
                1, database.inTransaction(connection -> insert(connection, 1)).block());

        assertEquals(1, notes());
    }

    @Test
    void doesNothingBeforeSubscription() {
        var transaction = database.inTransaction(connection -> insert(connection, 1));
        assertEquals(0, notes());

        transaction.block();
        assertEquals(1, notes());
    }

    @Test
    void rollsBackWhenTheWorkFailsAndKeepsItsError() {
        var failing = database.inTransaction(
                connection -> insert(connection, 1).then(Mono.<Long>error(new IllegalStateException("no"))));

        StepVerifier.create(failing).expectErrorMessage("no").verify(GENEROUS);
        assertEquals(0, notes());
    }

    @Test
    void rollsBackWhenTheWorkThrows() {
        Mono<Long> failing = database.inTransaction(_ -> {
            throw new IllegalStateException("no");
        });

        StepVerifier.create(failing).expectErrorMessage("no").verify(GENEROUS);
        assertEquals(0, notes());
    }

    @Test
    void rollsBackWhenCancelledAndReturnsTheConnection() {
        var endless = database.inTransaction(connection -> insert(connection, 1).then(Mono.<Long>never()));

        for (var i = 0; i < 10; i++) {
            StepVerifier.create(endless.timeout(Duration.ofMillis(50)))
                    .expectTimeout(Duration.ofMillis(20))
                    .verify(GENEROUS);
        }
        assertEquals(0, notes());
        assertEquals(3, simultaneousTransactions());
    }

    @Test
    void neverLeaksNorHalfCommitsUnderRandomCancellation() {
        var seed = System.nanoTime();
        System.out.println("seed of neverLeaksNorHalfCommitsUnderRandomCancellation: " + seed);
        var random = new Random(seed);
        var ids = new AtomicInteger();

        Flux.range(0, 400)
                .flatMap(
                        _ -> pair(ids.getAndAdd(2)).timeout(Duration.ofNanos(random.nextInt(6_000_000)), Mono.empty()),
                        8)
                .then()
                .block(GENEROUS);

        assertEquals(0, halfPairs());
        assertEquals(3, simultaneousTransactions());
        assertEquals(0, openTransactions());
    }

    @Test
    void namesTheViolatedConstraint() {
        database.inTransaction(connection -> insert(connection, 1)).block();

        var violation = assertThrows(
                UniqueViolation.class,
                () -> database.inTransaction(connection -> insert(connection, 1))
                        .block());

        assertEquals("note_pkey", violation.constraint());
    }

    @Test
    void isUnavailableWhenAStatementTakesTooLong() {
        var slow =
                database.read(connection -> Sql.row(connection.createStatement("select pg_sleep(30)::text"), _ -> 1));

        StepVerifier.create(slow).expectError(DatabaseUnavailable.class).verify(GENEROUS);
    }

    @Test
    void isUnavailableWhenEveryConnectionIsTakenForTooLong() {
        var holders = Flux.range(0, 3)
                .flatMap(_ -> database.readMany(_ -> Flux.never().startWith(0)), 3)
                .replay();
        var held = holders.connect();
        holders.take(3).blockLast(GENEROUS);

        StepVerifier.create(one()).expectError(DatabaseUnavailable.class).verify(GENEROUS);
        StepVerifier.create(database.ping()).expectComplete().verify(GENEROUS); // busy is not away

        held.dispose();
        StepVerifier.create(one()).expectNext(1).expectComplete().verify(GENEROUS);
    }

    private Mono<Integer> one() {
        return database.read(connection -> Sql.row(connection.createStatement("select 1"), _ -> 1));
    }

    @Test
    void letsWhatIsUnderWayFinishBeforeItCloses() {
        var answer = database.read(connection ->
                        Sql.row(connection.createStatement("select 7 as seven from pg_sleep(1)"), row -> 7))
                .toFuture();
        Await.until(
                "the statement runs",
                () -> count(
                                "select count(*) from pg_stat_activity where query like '%seven%' and pid <> pg_backend_pid()")
                        == 1);

        database.close();

        assertEquals(7, answer.join());
    }

    @Test
    void runsTheLoserOfADeadlockAgain() {
        database.inTransaction(connection -> insert(connection, 1).then(insert(connection, 2)))
                .block();
        var losses = new AtomicInteger();

        Flux.just(1, 2)
                .flatMap(
                        first -> database.inTransaction(connection -> touch(connection, first)
                                        .then(Mono.delay(Duration.ofMillis(300)))
                                        .then(touch(connection, 3 - first)))
                                .doOnError(TransactionConflict.class, _ -> losses.incrementAndGet())
                                .transform(TransactionConflict.retried()),
                        2)
                .then()
                .block(GENEROUS);

        assertEquals(1, losses.get());
    }

    @Test
    void streamsManyRowsAndReturnsTheConnectionWhenTheReaderStops() {
        var numbers = database.readMany(connection -> Sql.rows(
                connection.createStatement("select generate_series(1, 100000) as n"),
                row -> Sql.column(row, "n", Integer.class)));

        assertEquals(5, numbers.take(5).count().block(GENEROUS));
        assertEquals(100_000, numbers.count().block(GENEROUS));
        assertEquals(3, simultaneousTransactions());
    }

    @Test
    void isUnavailableWithoutAServer() {
        var nowhere = PostgresUrl.parse("X", "postgresql://a:b@127.0.0.1:1/facts?sslmode=disable");
        try (var absent = Database.open(PostgresConfig.of("test", nowhere, null), OpenTelemetry.noop())) {
            var failure =
                    assertThrows(RuntimeException.class, () -> absent.ping().block(GENEROUS));

            assertInstanceOf(DatabaseUnavailable.class, failure);
        }
    }

    private Mono<Long> pair(int id) {
        return database.inTransaction(connection -> insert(connection, id).then(insert(connection, id + 1)));
    }

    private static Mono<Long> insert(Connection connection, int id) {
        return Sql.updated(connection
                .createStatement("insert into note values ($1, $2)")
                .bind("$1", id)
                .bind("$2", "note " + id));
    }

    private static Mono<Long> touch(Connection connection, int id) {
        return Sql.updated(connection
                .createStatement("update note set text = text || '.' where id = $1")
                .bind("$1", id));
    }

    private long notes() {
        return count("select count(*) from note");
    }

    private long halfPairs() {
        return count("select count(*) from (select id / 2 from note group by id / 2 having count(*) <> 2) half");
    }

    private long openTransactions() {
        return count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
                    and backend_type = 'client backend'
                """);
    }

    private long count(String sql) {
        return database.read(connection ->
                        Sql.row(connection.createStatement(sql), row -> Sql.column(row, "count", Long.class)))
                .blockOptional(GENEROUS)
                .orElseThrow();
    }

    /** Proves that all three connections can still be had at one time. */
    private int simultaneousTransactions() {
        return Flux.range(0, 3)
                .flatMap(
                        _ -> database.inTransaction(connection ->
                                Sql.row(connection.createStatement("select 1 from pg_sleep(0.2)"), _ -> 1)),
                        3)
                .reduce(0, Integer::sum)
                .blockOptional(GENEROUS)
                .orElseThrow();
    }
}
