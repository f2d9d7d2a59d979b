package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.watch.RuleState;
import io.fawkes.anomaly.domain.watch.SeriesState;
import io.fawkes.anomaly.domain.watch.SeriesStep;
import io.fawkes.anomaly.domain.watch.Tick;
import io.fawkes.anomaly.domain.watch.WatchStore.Tenure;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Writes under a lease: every transaction begins with its fence. */
final class PostgresTenure implements Tenure {
    /** At about 4 KB a series, a transaction of some 10 ms. */
    private static final int STEPS_PER_TRANSACTION = 100;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Database database;
    private final Lease lease;

    PostgresTenure(Database database, Lease lease) {
        this.database = database;
        this.lease = lease;
    }

    @Override
    public Mono<RuleState> state(Rule rule) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select * from rule_state where rule = $1 and fingerprint = $2")
                        .bind("$1", rule.id())
                        .bind("$2", rule.fingerprint()),
                PostgresRuleStates::state));
    }

    @Override
    public Flux<SeriesState> series(Rule rule) {
        return database.readMany(connection -> Sql.rows(
                connection.createStatement("""
                                select s.label_names as series_names, s.label_values as series_values, s.fed_until,
                                       s.detector, a.*
                                from series_state s left join anomaly a on a.id = s.anomaly
                                where s.rule = $1 and s.fingerprint = $2
                                """).bind("$1", rule.id()).bind("$2", rule.fingerprint()),
                PostgresTenure::seriesState));
    }

    private static SeriesState seriesState(Readable row) {
        return new SeriesState(
                Rows.labels(row, "series_names", "series_values"),
                Rows.instant(row, "fed_until"),
                Sql.column(row, "detector", byte[].class),
                open(row));
    }

    private static @Nullable Anomaly open(Readable row) {
        return row.get("id", String.class) == null ? null : Rows.anomaly(row);
    }

    @Override
    public Mono<Void> keep(Rule rule, Tick tick) {
        return Flux.fromIterable(tick.steps())
                .buffer(STEPS_PER_TRANSACTION)
                .concatMap(steps -> fenced(transaction -> steps(transaction, rule, steps)))
                .then(fenced(transaction -> state(transaction, rule, tick.state())));
    }

    /** Runs {@code work} under the lease, again and again while the database is away: it changes nothing twice. */
    Mono<Void> fenced(Function<Connection, Mono<Void>> work) {
        return database.inTransaction(
                        transaction -> Leases.fence(transaction, lease).then(Mono.defer(() -> work.apply(transaction))))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(PostgresTenure::passes));
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof DatabaseUnavailable || failure instanceof TransactionConflict;
    }

    private static Mono<Void> steps(Connection transaction, Rule rule, List<SeriesStep> steps) {
        List<AnomalyChange> changes =
                steps.stream().flatMap(step -> step.changes().stream()).toList();
        return ChangeWriter.write(transaction, changes)
                .thenMany(Flux.fromIterable(steps))
                .concatMap(step -> Sql.updated(series(transaction, rule, step.state())))
                .then();
    }

    private static Statement series(Connection transaction, Rule rule, SeriesState state) {
        Statement statement = transaction
                .createStatement("""
                        insert into series_state
                          (rule, series, fingerprint, label_names, label_values, fed_until, detector, anomaly)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        on conflict (rule, series) do update
                        set fingerprint = excluded.fingerprint, label_names = excluded.label_names,
                            label_values = excluded.label_values, fed_until = excluded.fed_until,
                            detector = excluded.detector, anomaly = excluded.anomaly, kept_at = clock_timestamp()
                        """)
                .bind("$1", rule.id())
                .bind("$2", state.labels().toString())
                .bind("$3", rule.fingerprint())
                .bind("$4", Rows.names(state.labels()))
                .bind("$5", Rows.values(state.labels()))
                .bind("$6", Rows.utc(state.fedUntil()))
                .bind("$7", state.detector());
        Anomaly open = state.open();
        return open == null ? statement.bindNull("$8", String.class) : statement.bind("$8", open.id());
    }

    private static Mono<Void> state(Connection transaction, Rule rule, RuleState state) {
        Statement statement = transaction
                .createStatement("""
                        insert into rule_state
                          (rule, fingerprint, stage, poll_time, seen_time, poll_error, failed_polls, series, learning,
                           events_from)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        on conflict (rule) do update
                        set fingerprint = excluded.fingerprint, stage = excluded.stage, poll_time = excluded.poll_time,
                            seen_time = excluded.seen_time, poll_error = excluded.poll_error,
                            failed_polls = excluded.failed_polls, series = excluded.series,
                            learning = excluded.learning, events_from = excluded.events_from
                        """)
                .bind("$1", rule.id())
                .bind("$2", rule.fingerprint())
                .bind("$3", state.stage().name());
        Rows.bind(statement, "$4", state.pollTime());
        Rows.bind(statement, "$5", state.seenTime());
        statement
                .bind("$6", state.pollError())
                .bind("$7", state.failedPolls())
                .bind("$8", state.series())
                .bind("$9", state.learning());
        return Sql.updated(Rows.bind(statement, "$10", state.eventsFrom())).then();
    }
}
