package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.dataapi.domain.backfill.BackfillState;
import io.fawkes.dataapi.domain.backfill.Page.Rejected;
import io.fawkes.dataapi.domain.backfill.Progress;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** The rows of backfills, and what changes them inside a transaction of the caller's. */
final class BackfillRows {

    private static final int MOST_REJECTIONS = 100;
    private static final int LONGEST_TEXT = 1_000;

    private BackfillRows() {}

    static Backfill backfill(Readable row) {
        return new Backfill(
                Sql.column(row, "id", String.class),
                BackfillSource.valueOf(Sql.column(row, "source", String.class)),
                Sql.column(row, "scope", String.class),
                time(row, "since"),
                time(row, "until"),
                BackfillState.valueOf(Sql.column(row, "state", String.class)),
                Sql.column(row, "cursor", String.class),
                progress(row),
                Sql.column(row, "failures", Integer.class),
                time(row, "wait_until"),
                Sql.column(row, "last_error", String.class),
                PostgresInbox.instant(row, "created_at"),
                PostgresInbox.instant(row, "updated_at"));
    }

    private static Progress progress(Readable row) {
        return new Progress(
                Sql.column(row, "pages", Long.class),
                Sql.column(row, "items", Long.class),
                Sql.column(row, "facts", Long.class),
                Sql.column(row, "duplicates", Long.class),
                Sql.column(row, "rejected", Long.class));
    }

    private static Optional<Instant> time(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A changed row; empty if there is none of that id. The row is locked, so changes follow each other. */
    static Mono<Backfill> changed(Connection transaction, String id, UnaryOperator<Backfill> change) {
        return Sql.row(
                        transaction
                                .createStatement("select * from backfill where id = $1 for update")
                                .bind("$1", id),
                        BackfillRows::backfill)
                .map(change)
                .flatMap(after -> updated(transaction, after).thenReturn(after));
    }

    private static Mono<Long> updated(Connection transaction, Backfill after) {
        Progress progress = after.progress();
        Statement statement = transaction
                .createStatement("""
                        update backfill
                        set state = $2, cursor = $3, pages = $4, items = $5, facts = $6, duplicates = $7, rejected = $8,
                            failures = $9, wait_until = $10, last_error = $11, updated_at = $12
                        where id = $1
                        """)
                .bind("$1", after.id())
                .bind("$2", after.state().name())
                .bind("$3", after.cursor())
                .bind("$4", progress.pages())
                .bind("$5", progress.items())
                .bind("$6", progress.facts())
                .bind("$7", progress.duplicates())
                .bind("$8", progress.rejected())
                .bind("$9", after.failures())
                .bind("$11", text(after.lastError()))
                .bind("$12", offset(after.updatedAt()));
        return Sql.updated(bound(statement, "$10", after.waitUntil()));
    }

    static Statement bound(Statement statement, String marker, Optional<Instant> time) {
        return time.map(instant -> statement.bind(marker, offset(instant)))
                .orElseGet(() -> statement.bindNull(marker, OffsetDateTime.class));
    }

    static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Keeps the first hundred of a backfill; the rest is counted only. */
    static Mono<Long> rejected(Connection transaction, String id, List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return Mono.just(0L);
        }
        return Sql.updated(transaction
                .createStatement("""
                        insert into backfill_rejection (backfill, place, item, detail)
                        select $1, before.places + r.place, r.item, r.detail
                        from (select count(*)::int as places from backfill_rejection where backfill = $1) as before,
                             unnest($2::text[], $3::text[]) with ordinality as r (item, detail, place)
                        where before.places + r.place <= $4
                        """)
                .bind("$1", id)
                .bind("$2", rejected.stream().map(each -> text(each.item())).toArray(String[]::new))
                .bind("$3", rejected.stream().map(each -> text(each.detail())).toArray(String[]::new))
                .bind("$4", MOST_REJECTIONS));
    }

    /** PostgreSQL has no place for the character zero in a text, and nobody reads a very long one. */
    private static String text(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT)).replace('\0', ' ');
    }
}
