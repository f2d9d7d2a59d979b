package io.fawkes.alerting.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.Ending;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of alerts. */
final class AlertRows {

    static final String COLUMNS = """
            a.id, a.fingerprint, a.labels::text as labels, a.annotations::text as annotations, a.generator_uri,
            a.starts_at, a.ends_at, a.explicit_end, a.first_received_at, a.last_received_at
            """;

    private AlertRows() {}

    /**
     * Takes the fingerprints until the transaction ends, lowest first, so that posts of the same alerts follow one another;
     * the database's time after that.
     */
    static Mono<Instant> lock(Connection transaction, Collection<AlertReport> reports) {
        Long[] fingerprints = reports.stream()
                .map(report -> report.fingerprint().value())
                .distinct()
                .sorted()
                .toArray(Long[]::new);
        return Sql.row(transaction.createStatement("""
                                select count(pg_advisory_xact_lock(f)) as locks, clock_timestamp() as now
                                from unnest($1::bigint[]) as f
                                """).bind("$1", fingerprints), row -> Rows.instant(row, "now"));
    }

    /** Of each fingerprint the newest episode and the one that begins when a report says. */
    static Flux<Alert> known(Connection transaction, Collection<AlertReport> reports) {
        var asked = reports.stream()
                .map(report -> Rows.row()
                        .put("fingerprint", report.fingerprint().value())
                        .put("starts_at", report.startsAt().toString()))
                .distinct()
                .toList();
        return Sql.rows(
                transaction.createStatement("""
                                with asked as (
                                    select * from jsonb_to_recordset($1::jsonb) as r(fingerprint bigint, starts_at timestamptz)),
                                newest as (
                                    select n.id from (select distinct fingerprint from asked) r
                                    cross join lateral (
                                        select id from alert where fingerprint = r.fingerprint
                                        order by starts_at desc limit 1) n),
                                exact as (
                                    select e.id from asked r
                                    join alert e on e.fingerprint = r.fingerprint and e.starts_at = r.starts_at)
                                select %s from alert a
                                where a.id in (select id from newest union select id from exact)
                                """.formatted(COLUMNS)).bind("$1", Rows.json(asked)), AlertRows::alert);
    }

    static Mono<Long> write(Connection transaction, Collection<Alert> alerts) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into alert (id, fingerprint, labels, annotations, generator_uri, starts_at, ends_at,
                                           explicit_end, first_received_at, last_received_at)
                        select * from jsonb_to_recordset($1::jsonb) as r(
                            id uuid, fingerprint bigint, labels jsonb, annotations jsonb, generator_uri text,
                            starts_at timestamptz, ends_at timestamptz, explicit_end boolean,
                            first_received_at timestamptz, last_received_at timestamptz)
                        on conflict (id) do update set
                            annotations = excluded.annotations, generator_uri = excluded.generator_uri,
                            starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            explicit_end = excluded.explicit_end, last_received_at = excluded.last_received_at
                        """)
                .bind("$1", Rows.json(alerts.stream().map(AlertRows::row).toList())));
    }

    private static ObjectNode row(Alert alert) {
        ObjectNode row = Rows.row()
                .put("id", alert.id().toString())
                .put("fingerprint", alert.fingerprint().value())
                .put("generator_uri", alert.generatorUri())
                .put("starts_at", alert.startsAt().toString())
                .put("ends_at", alert.ending().at().toString())
                .put("explicit_end", alert.ending().explicit())
                .put("first_received_at", alert.firstReceivedAt().toString())
                .put("last_received_at", alert.lastReceivedAt().toString());
        row.set("labels", Rows.object(alert.labels().values()));
        row.set("annotations", Rows.object(alert.annotations()));
        return row;
    }

    static Alert alert(Readable row) {
        return new Alert(
                Sql.column(row, "id", UUID.class),
                new Fingerprint(Sql.column(row, "fingerprint", Long.class)),
                Labels.of(Rows.texts(row, "labels")),
                Rows.texts(row, "annotations"),
                Sql.column(row, "generator_uri", String.class),
                Rows.instant(row, "starts_at"),
                new Ending(Rows.instant(row, "ends_at"), Sql.column(row, "explicit_end", Boolean.class)),
                Rows.instant(row, "first_received_at"),
                Rows.instant(row, "last_received_at"));
    }

    /** The alerts that are in a group now. */
    static Flux<Alert> present(Connection transaction, UUID group) {
        return Sql.rows(transaction.createStatement("""
                        select %s from group_member m join alert a on a.id = m.alert_id
                        where m.group_id = $1 and not m.has_left
                        """.formatted(COLUMNS)).bind("$1", group), AlertRows::alert);
    }
}
