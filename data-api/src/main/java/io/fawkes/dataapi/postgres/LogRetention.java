package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Takes months out of the log whose time is over, the oldest first and in one replica at a time. Of each fact the last state
 * of the month stays, at its place: it moves into the next month. Then the times at which the feed was in the month are
 * forgotten, and the rest of it is dropped.
 *
 * <p>Every step is a transaction of its own that also writes down how far it came, so a process that is killed goes on where it
 * was.
 */
final class LogRetention {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Duration kept;
    private final LogRetentionGauges gauges;

    /**
     * @param kept how long a month is kept after its end
     */
    LogRetention(Database database, Duration kept, OpenTelemetry telemetry) {
        this.database = database;
        this.kept = kept;
        this.gauges = LogRetentionGauges.of(telemetry);
    }

    LeasedRounds start() {
        return LeasedRounds.start(
                database,
                "fact-log-retention",
                EVERY,
                "a month of the log could not go yet; trying again",
                this::round);
    }

    /** Goes on until no month is due or one has to wait for readers; tells how many steps that took. */
    Mono<Long> round(Lease lease) {
        return step(lease)
                .repeat()
                .takeWhile(more -> more)
                .count()
                .delayUntil(_ -> database.read(connection -> LogRetentionGauges.read(connection, kept))
                        .doOnNext(gauges::tell));
    }

    private Mono<Boolean> step(Lease lease) {
        return database.<Boolean>inTransaction(transaction -> Leases.fence(transaction, lease)
                        .then(limited(transaction))
                        .then(RetiringMonth.open(transaction))
                        .flatMap(month -> month.step(transaction))
                        .switchIfEmpty(RetiringMonth.begun(transaction, kept)))
                .transform(TransactionConflict.retried());
    }

    private static Mono<Long> limited(Connection transaction) {
        return Sql.updated(transaction.createStatement("set local statement_timeout = '1s'"));
    }
}
