package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ExtendWith(PostgresExtension.class)
final class LeaseContractIT {
    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(600);

    private final Database database;
    private final Leases anna;
    private final Leases bert;

    LeaseContractIT(@Migrated("sample") TestDatabase fresh) {
        Migrations.of(fresh.config(), "sample").run().block();
        this.database = Database.open(fresh.config(), OpenTelemetry.noop());
        this.anna = new Leases(database, "anna");
        this.bert = new Leases(database, "bert");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void belongsToOneOfManyWhoAskAtOnce() {
        var winners = Flux.range(0, 16)
                .flatMap(i -> new Leases(database, "holder " + i).acquire("job", LONG), 16)
                .count()
                .block(GENEROUS);

        assertEquals(1, winners);
    }

    @Test
    void isRefusedWhileValidEvenToItsHolder() {
        acquired(anna);

        assertTrue(bert.acquire("job", LONG).blockOptional(GENEROUS).isEmpty());
        assertTrue(anna.acquire("job", LONG).blockOptional(GENEROUS).isEmpty());
    }

    @Test
    void isTakenOverInAHigherEpochAfterItsEnd() {
        var first = acquired(anna);
        expire();

        var second = acquired(bert);

        assertEquals(new Lease("job", "bert", first.epoch() + 1), second);
    }

    @Test
    void isFreeAtOnceWhenReleasedAndItsEpochStillGrows() {
        var first = acquired(anna);
        anna.release(first).block(GENEROUS);

        assertEquals(first.epoch() + 1, acquired(anna).epoch());
    }

    @Test
    void isNotEndedByALateReleaseOfItsFormerHolder() {
        var first = acquired(anna);
        expire();
        acquired(bert);

        anna.release(first).block(GENEROUS);

        assertTrue(anna.acquire("job", LONG).blockOptional(GENEROUS).isEmpty());
    }

    @Test
    void cannotBeRenewedAfterItsEnd() {
        var lease = acquired(anna);
        anna.renew(lease, LONG).block(GENEROUS);
        expire();

        StepVerifier.create(anna.renew(lease, LONG))
                .expectError(LeaseLost.class)
                .verify(GENEROUS);
    }

    @Test
    void stopsTheWriteOfAHolderThatWasPausedBeyondItsEnd() {
        var paused = acquired(anna);
        expire();
        var successor = acquired(bert);

        assertThrows(LeaseLost.class, () -> write(paused, 1).block(GENEROUS));
        write(successor, 2).block(GENEROUS);

        assertEquals(1, count("select count(*) from note"));
    }

    @Test
    void keepsASuccessorWaitingUntilAFencedWriteIsCommitted() {
        var lease = acquired(anna);
        var notesTheSuccessorSaw = Mono.delay(Duration.ofMillis(200))
                .then(Mono.defer(() ->
                        bert.acquire("job", LONG).repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))))
                .then(Mono.fromSupplier(() -> count("select count(*) from note"))
                        .subscribeOn(Schedulers.boundedElastic()));

        var seen = fencedAndExpired(lease)
                .thenReturn(0L)
                .mergeWith(notesTheSuccessorSaw)
                .reduce(Long::sum)
                .block(GENEROUS);

        assertEquals(1L, seen);
    }

    @Test
    void isHeldBeyondItsTermWhileWorkRuns() {
        var tooLong = SHORT.multipliedBy(4);

        var result = anna.hold("job", SHORT, lease -> Mono.delay(tooLong).then(write(lease, 1)))
                .blockLast(GENEROUS);

        assertEquals(1, result);
        assertEquals("bert", acquired(bert).holder());
    }

    @Test
    void cancelsTheWorkOfAHolderWhoLostIt() {
        var cancelled = Sinks.<Boolean>one();
        var held = anna.hold(
                "job", SHORT, _ -> expired().then(Mono.never()).doOnCancel(() -> cancelled.tryEmitValue(true)));

        StepVerifier.create(held).expectError(LeaseLost.class).verify(GENEROUS);
        assertEquals(true, cancelled.asMono().block(GENEROUS));
    }

    @Test
    void passesFromOneWaitingHolderToTheNext() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var epochs = Flux.just("a", "b", "c", "d")
                .flatMap(
                        name -> new Leases(database, name)
                                .hold(
                                        "job",
                                        SHORT,
                                        lease -> Mono.fromCallable(() ->
                                                        most.accumulateAndGet(inside.incrementAndGet(), Math::max))
                                                .then(Mono.delay(Duration.ofMillis(50)))
                                                .then(Mono.fromCallable(inside::decrementAndGet))
                                                .thenReturn(lease.epoch())),
                        4)
                .collectList()
                .block(GENEROUS);

        assertEquals(List.of(1L, 2L, 3L, 4L), epochs);
        assertEquals(1, most.get());
    }

    @Test
    void isGivenBackWhenItsHolderIsCancelled() {
        var running = anna.hold("job", LONG, _ -> Flux.never().startWith(1)).take(1);
        assertEquals(1, running.blockLast(GENEROUS));

        var next = bert.acquire("job", LONG)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .blockOptional(GENEROUS);
        assertFalse(next.isEmpty());
    }

    private Lease acquired(Leases leases) {
        return leases.acquire("job", LONG).blockOptional(GENEROUS).orElseThrow();
    }

    private Mono<Long> write(Lease lease, int id) {
        return database.inTransaction(connection -> Leases.fence(connection, lease)
                .then(Sql.updated(connection.createStatement("insert into note values (%1$d, '%1$d')".formatted(id)))));
    }

    /** A write whose lease would end, by the clock, long before its transaction does. */
    private Mono<Integer> fencedAndExpired(Lease lease) {
        return database.inTransaction(connection -> Sql.updated(connection.createStatement(
                        "update runtime.lease set until = clock_timestamp() + interval '100 ms'"))
                .then(Leases.fence(connection, lease))
                .then(Sql.row(connection.createStatement("select 1 from pg_sleep(1)"), _ -> 1))
                .then(Sql.updated(connection.createStatement("insert into note values (1, 'written')")))
                .map(Long::intValue));
    }

    /** Time passes for PostgreSQL, the only clock that counts. */
    private void expire() {
        expired().block(GENEROUS);
    }

    private Mono<Long> expired() {
        return database.read(connection ->
                Sql.updated(connection.createStatement("update runtime.lease set until = clock_timestamp()")));
    }

    private long count(String sql) {
        return database.read(connection ->
                        Sql.row(connection.createStatement(sql), row -> Sql.column(row, "count", Long.class)))
                .blockOptional(GENEROUS)
                .orElseThrow();
    }
}
