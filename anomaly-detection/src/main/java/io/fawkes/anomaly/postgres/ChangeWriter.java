package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.Reading;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes changes of anomalies and their log. A change that is known already writes nothing: what is open is not opened
 * again, what is closed stays closed, and of two updates the later one holds.
 */
final class ChangeWriter {
    static final String CHANNEL = "anomaly_log";

    private static final int ADVISORY_LOCK = 0x616e_6f6d;

    private static final String LOGGED = """
            insert into anomaly_log (kind, anomaly, %1$s)
            select %2$s, id, %1$s from changed
            """;

    private static final String OPEN =
            """
            with changed as (
              insert into anomaly (%s, %s)
              values ($1, $18, $19, $20, $21, $22, $23,
                      $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $24)
              on conflict (id) do nothing
              returning *)
            """.formatted(Rows.IDENTITY, Rows.CHANGING) + LOGGED.formatted(Rows.CHANGING, "'OPENED'");

    private static final String CHANGE = """
            with changed as (
              update anomaly
              set update_time = $2, close_time = $3, close_reason = $4, reading_time = $5, value = $6, expected = $7,
                  lower_bound = $8, upper_bound = $9, score = $10, severity = $11, direction = $12, view = $13,
                  forecast = $14, share = $15, points = $16, knows_time_of_day = $17, knows_week = $18
              where id = $1 and close_time is null and (update_time < $2 or $3 is not null)
              returning *)
            """ + LOGGED.formatted(Rows.CHANGING, "$19");

    private ChangeWriter() {}

    /** Writes {@code changes} in their order as part of {@code transaction}, one writer at a time. */
    static Mono<Void> write(Connection transaction, List<AnomalyChange> changes) {
        return changes.isEmpty()
                ? Mono.empty()
                : turn(transaction)
                        .thenMany(Flux.fromIterable(changes))
                        .concatMap(change -> Sql.updated(statement(transaction, change)))
                        .then(announced(transaction));
    }

    /** Waits for this writer's turn, which lasts to the end of the transaction. */
    static Mono<Void> turn(Connection transaction) {
        return Sql.row(
                        transaction
                                .createStatement("select pg_advisory_xact_lock($1)")
                                .bind("$1", ADVISORY_LOCK),
                        _ -> true)
                .then();
    }

    /** Tells readers with the commit. Changes are few, and their writers take turns anyway. */
    static Mono<Void> announced(Connection transaction) {
        return Sql.row(transaction.createStatement("select pg_notify('" + CHANNEL + "', '')"), _ -> true)
                .then();
    }

    private static Statement statement(Connection transaction, AnomalyChange change) {
        Anomaly anomaly = change.anomaly();
        return change.kind() == AnomalyChange.Kind.OPENED
                ? opening(transaction.createStatement(OPEN), anomaly)
                : changing(transaction.createStatement(CHANGE), anomaly)
                        .bind("$18", anomaly.reading().basis().knowsWeek())
                        .bind("$19", change.kind().name());
    }

    private static Statement opening(Statement statement, Anomaly anomaly) {
        return changing(statement, anomaly)
                .bind("$18", anomaly.rule())
                .bind("$19", anomaly.labels().toString())
                .bind("$20", Rows.names(anomaly.labels()))
                .bind("$21", Rows.values(anomaly.labels()))
                .bind("$22", anomaly.service())
                .bind("$23", Rows.utc(anomaly.openTime()))
                .bind("$24", anomaly.reading().basis().knowsWeek());
    }

    private static Statement changing(Statement statement, Anomaly anomaly) {
        Reading reading = anomaly.reading();
        statement.bind("$1", anomaly.id()).bind("$2", Rows.utc(anomaly.updateTime()));
        Rows.bind(statement, "$3", anomaly.closeTime());
        var reason = anomaly.closeReason();
        return (reason == null ? statement.bindNull("$4", String.class) : statement.bind("$4", reason.name()))
                .bind("$5", Rows.utc(reading.time()))
                .bind("$6", reading.value())
                .bind("$7", reading.expected())
                .bind("$8", reading.band().lower())
                .bind("$9", reading.band().upper())
                .bind("$10", reading.score())
                .bind("$11", reading.severity())
                .bind("$12", reading.direction().name())
                .bind("$13", reading.view().name())
                .bind("$14", reading.basis().leading().name())
                .bind("$15", reading.basis().share())
                .bind("$16", reading.basis().points())
                .bind("$17", reading.basis().knowsTimeOfDay());
    }
}
