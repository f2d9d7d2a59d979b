package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Notices when the database server is no longer the one that gave out the transaction ids in the log: restored, failed
 * over, or set back. Then a new generation opens, and cursors of older ones expire.
 */
final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final int ADVISORY_LOCK = 0x6661_776b;
    private static final int ATTEMPTS = 3;

    private final Database database;

    Generations(Database database) {
        this.database = database;
    }

    /** Opens a generation if the server changed since the last one; before the first write and the first read. */
    Mono<Void> open() {
        return database.inTransaction(transaction -> lock(transaction).then(opened(transaction)))
                .doOnNext(generation -> LOG.atInfo()
                        .addKeyValue("generation", generation)
                        .log("a new generation of the fact log began"))
                .then();
    }

    private static Mono<Void> lock(Connection transaction) {
        return Sql.row(
                        transaction
                                .createStatement("select pg_advisory_xact_lock($1)")
                                .bind("$1", ADVISORY_LOCK),
                        _ -> true)
                .then();
    }

    private static Mono<Integer> opened(Connection transaction) {
        return Sql.row(transaction.createStatement("""
                                insert into generation (generation, system_identifier, timeline)
                                select coalesce((select max(generation) from generation), 0) + 1,
                                       (select system_identifier from pg_control_system()),
                                       server_timeline()
                                where (select current_generation()) is null
                                   or (select l.xid from fact_log l where l.generation = (select current_generation())
                                       order by l.generation desc, l.xid desc, l.seq desc limit 1)
                                      >= pg_snapshot_xmax(pg_current_snapshot())
                                returning generation
                                """), row -> Sql.column(row, "generation", Integer.class));
    }

    /** Runs a write; one that lost to another or met a changed server runs again. */
    <T> Mono<T> write(Function<? super Connection, ? extends Mono<T>> work) {
        return current(database.inTransaction(work).transform(TransactionConflict.retried()));
    }

    /** Runs a read; one that met a changed server runs again. */
    <T> Mono<T> read(Function<? super Connection, ? extends Mono<T>> work) {
        return current(database.read(work));
    }

    private <T> Mono<T> current(Mono<T> work) {
        return work.onErrorResume(GenerationStale.class, stale -> open().then(Mono.error(stale)))
                .retryWhen(Retry.backoff(ATTEMPTS, Duration.ofMillis(10)).filter(GenerationStale.class::isInstance));
    }

    /** The server is not the one the current generation was opened on. */
    static final class GenerationStale extends RuntimeException {

        GenerationStale() {
            super("the database server changed");
        }
    }
}
