package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.people.Person;
import io.fawkes.dataapi.postgres.ErasureStep.Page;
import io.fawkes.dataapi.postgres.ErasureStep.Wanted;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Does the work of erasures, the oldest first: facts, then the log, then deliveries. Facts come first, so that from then on
 * nothing new is made of what they held. Every page is a transaction of its own that also writes down the place, so a process
 * that is killed goes on where it was; a page that was rewritten twice is the same.
 */
final class ErasureWork {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Generations generations;
    private final CommitHints hints;
    private final List<Kind> kinds;

    private record Kind(String counter, ErasureStep step) {}

    ErasureWork(Generations generations, CommitHints hints, ErasedFacts facts) {
        this.generations = generations;
        this.hints = hints;
        this.kinds = List.of(
                new Kind("facts", facts),
                new Kind("log_rows", new ErasedLog()),
                new Kind("deliveries", new ErasedDeliveries()));
    }

    LeasedRounds start(io.fawkes.runtime.postgres.Database database) {
        return LeasedRounds.start(
                database, "erasures", EVERY, "a person could not be erased yet; trying again", this::round);
    }

    /** Goes on until no erasure is left to do; tells how many pages were gone through. */
    Mono<Long> round(Lease lease) {
        return page(lease).repeat().takeWhile(more -> more).count();
    }

    private Mono<Boolean> page(Lease lease) {
        return generations
                .<Boolean>write(transaction -> Leases.fence(transaction, lease)
                        .then(oldest(transaction))
                        .flatMap(erasure -> gone(transaction, erasure).thenReturn(true))
                        .defaultIfEmpty(false))
                .doOnNext(this::announce);
    }

    private void announce(boolean rewritten) {
        if (rewritten) {
            hints.committed();
        }
    }

    private record Running(UUID id, Wanted wanted, int kind, List<String> position) {

        static Running of(Readable row) {
            return new Running(
                    Sql.column(row, "id", UUID.class),
                    new Wanted(
                            new Person(Sql.column(row, "login", String.class), Sql.column(row, "source", String.class)),
                            Sql.column(row, "pseudonym", String.class)),
                    Sql.column(row, "phase", Short.class),
                    List.of(Sql.column(row, "position", String[].class)));
        }
    }

    private static Mono<Running> oldest(Connection transaction) {
        return Sql.row(transaction.createStatement("""
                                select id, login, source, pseudonym, phase, position from erasure
                                where completed_at is null order by created_at, id limit 1
                                """), Running::of);
    }

    private Mono<Long> gone(Connection transaction, Running erasure) {
        if (erasure.kind() == kinds.size()) {
            return completed(transaction, erasure);
        }
        Kind kind = kinds.get(erasure.kind());
        return kind.step()
                .page(transaction, erasure.wanted(), erasure.position())
                .flatMap(page -> noted(transaction, erasure, kind, page));
    }

    private static Mono<Long> noted(Connection transaction, Running erasure, Kind kind, Page page) {
        boolean done = page.last().isEmpty();
        return Sql.updated(transaction
                .createStatement("update erasure set phase = $2, position = $3, %1$s = %1$s + $4 where id = $1"
                        .formatted(kind.counter()))
                .bind("$1", erasure.id())
                .bind("$2", (short) (done ? erasure.kind() + 1 : erasure.kind()))
                .bind("$3", page.last().toArray(String[]::new))
                .bind("$4", page.rewritten()));
    }

    /** The login is forgotten with the end of the work. */
    private static Mono<Long> completed(Connection transaction, Running erasure) {
        return Sql.row(
                        transaction.createStatement("""
                                update erasure set completed_at = clock_timestamp(), login = null where id = $1
                                returning facts || ' facts, ' || log_rows || ' rows of the log, '
                                          || deliveries || ' deliveries' as rewritten
                                """).bind("$1", erasure.id()),
                        row -> Sql.column(row, "rewritten", String.class))
                .flatMap(rewritten -> PostgresAuditLog.appended(
                        transaction,
                        new Deed(Deed.OURSELVES, "ErasePerson", "erasures/" + erasure.id(), "done: " + rewritten, "")))
                .thenReturn(1L);
    }
}
