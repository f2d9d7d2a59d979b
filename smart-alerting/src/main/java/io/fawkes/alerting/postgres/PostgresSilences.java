package io.fawkes.alerting.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.mute.SilenceStore;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Silences as rows. Who decides over one holds a lock on its id, also while it is not known yet. */
final class PostgresSilences implements SilenceStore {

    private final Database database;
    private final SilenceRows rows;

    PostgresSilences(Database database, SilenceRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public Mono<Silence> decide(UUID id, Decision decision) {
        return database.inTransaction(transaction -> locked(transaction, id)
                .flatMap(now -> known(transaction, id)
                        .map(known -> decision.over(known, now))
                        .flatMap(verdict ->
                                written(transaction, verdict.writes()).thenReturn(verdict.answer()))));
    }

    private static Mono<Instant> locked(Connection transaction, UUID id) {
        return Sql.row(
                transaction.createStatement("""
                        select count(pg_advisory_xact_lock(hashtextextended('silence ' || $1, 0))) as locks,
                               clock_timestamp() as now
                        """).bind("$1", id.toString()),
                row -> Rows.instant(row, "now").truncatedTo(ChronoUnit.MICROS));
    }

    private Mono<Optional<Silence>> known(Connection transaction, UUID id) {
        return Sql.row(
                        transaction
                                .createStatement(
                                        "select %s from silence s where s.id = $1".formatted(SilenceRows.COLUMNS))
                                .bind("$1", id),
                        rows::silence)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Mono<Long> written(Connection transaction, List<Silence> silences) {
        var written = silences.stream().map(PostgresSilences::row).toList();
        return Sql.updated(transaction.createStatement("""
                        insert into silence (id, matchers, starts_at, ends_at, created_at, updated_at, created_by, comment)
                        select * from jsonb_to_recordset($1::jsonb) as r(
                            id uuid, matchers jsonb, starts_at timestamptz, ends_at timestamptz, created_at timestamptz,
                            updated_at timestamptz, created_by text, comment text)
                        on conflict (id) do update set
                            matchers = excluded.matchers, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            updated_at = excluded.updated_at, created_by = excluded.created_by, comment = excluded.comment
                        """).bind("$1", Rows.json(written)));
    }

    private static ObjectNode row(Silence silence) {
        ObjectNode row = Rows.row()
                .put("id", silence.id().toString())
                .put("starts_at", silence.startsAt().toString())
                .put("ends_at", silence.endsAt().toString())
                .put("created_at", silence.createdAt().toString())
                .put("updated_at", silence.updatedAt().toString())
                .put("created_by", silence.createdBy())
                .put("comment", silence.comment());
        row.set("matchers", SilenceRows.json(silence.matchers()));
        return row;
    }
}
