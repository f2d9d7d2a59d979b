package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.intake.AlertStream;
import io.fawkes.alerting.domain.intake.AlertStream.Told;
import io.fawkes.alerting.domain.intake.Inbox.Placed;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Follows a stream of alerts, one replica at a time, by a lease. How far it has come is written in the transaction that
 * keeps what was told, so nothing is missed, and telling it again is harmless.
 */
public final class StreamFollower {

    private static final Logger LOG = LoggerFactory.getLogger(StreamFollower.class);
    private static final Duration TERM = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Database database;
    private final Leases leases;
    private final PostgresInbox inbox;

    StreamFollower(Database database, Leases leases, PostgresInbox inbox) {
        this.database = database;
        this.leases = leases;
        this.inbox = inbox;
    }

    /** Follows {@code stream}, called {@code name}, until cancelled; survives its absence and the database's. */
    public Mono<Void> follow(String name, AlertStream stream, Supplier<Routing> routing) {
        return leases.hold(name, TERM, lease -> followed(lease, stream, routing))
                .concatWith(Mono.error(() -> new IllegalStateException("the stream ended")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(signal -> LOG.atWarn()
                                .addKeyValue("stream", name)
                                .addKeyValue("cause", signal.failure().getMessage())
                                .log("a stream of alerts is followed again")))
                .then();
    }

    private Flux<String> followed(Lease lease, AlertStream stream, Supplier<Routing> routing) {
        return position(lease.name())
                .flatMapMany(cursor -> stream.follow(cursor)
                        .scan(new Step(cursor, new Told(List.of(), cursor)), Step::next)
                        .filter(Step::isNews)
                        .map(Step::told)
                        .concatMap(told -> kept(lease, told, routing.get())));
    }

    /**
     * What was told, and where the stream was before it.
     *
     * @param before the cursor before it
     * @param told what was told
     */
    private record Step(String before, Told told) {

        Step next(Told later) {
            return new Step(told.cursor(), later);
        }

        boolean isNews() {
            return !told.reports().isEmpty() || !told.cursor().equals(before);
        }
    }

    private Mono<String> position(String name) {
        return database.read(connection -> Sql.row(
                        connection
                                .createStatement("select cursor from stream_position where stream = $1")
                                .bind("$1", name),
                        row -> Sql.column(row, "cursor", String.class)))
                .defaultIfEmpty("");
    }

    private Mono<String> kept(Lease lease, Told told, Routing routing) {
        List<Placed> placed = told.reports().stream()
                .map(report -> new Placed(report, routing.tree().placements(report.labels())))
                .toList();
        return inbox.keep(
                        placed, transaction -> Leases.fence(transaction, lease).then(moved(transaction, lease, told)))
                .thenReturn(told.cursor());
    }

    /** While a beginning is being told there is no place to go on from: it is told as a whole or again. */
    private static Mono<Long> moved(Connection transaction, Lease lease, Told told) {
        return told.cursor().isEmpty()
                ? Mono.just(0L)
                : Sql.updated(transaction
                        .createStatement("""
                        insert into stream_position (stream, cursor) values ($1, $2)
                        on conflict (stream) do update set cursor = excluded.cursor, moved_at = clock_timestamp()
                        """)
                        .bind("$1", lease.name())
                        .bind("$2", told.cursor()));
    }
}
