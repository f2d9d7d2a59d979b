package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.CursorExpired;
import io.fawkes.dataapi.domain.feed.FactLog;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.postgres.Generations.GenerationStale;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the log in the order (generation, xid, seq), up to the horizon: of the current generation only rows of
 * transactions below the oldest that still runs, since nothing can be committed before those any more.
 */
final class PostgresFactLog implements FactLog {

    private final Generations generations;
    private final CommitHints hints;

    PostgresFactLog(Generations generations, CommitHints hints) {
        this.generations = generations;
        this.hints = hints;
    }

    private record LogRow(int generation, long xid, long seq, Bytes message) {

        static LogRow of(Readable row) {
            return new LogRow(
                    Sql.column(row, "generation", Integer.class),
                    Sql.column(row, "xid", Long.class),
                    Sql.column(row, "seq", Long.class),
                    Bytes.of(Sql.column(row, "message", byte[].class)));
        }
    }

    private record Head(int generation, boolean beyondHorizon, Instant readAt) {

        static Head of(Readable row) {
            return new Head(
                    Sql.column(row, "generation", Integer.class),
                    Sql.column(row, "beyond_horizon", Boolean.class),
                    PostgresInbox.instant(row, "read_at"));
        }
    }

    @Override
    public Mono<FeedPage> after(FeedCursor cursor) {
        return generations.read(connection -> head(connection)
                .switchIfEmpty(Mono.error(GenerationStale::new))
                .doOnNext(head -> rejectExpired(cursor, head))
                .flatMap(head -> rows(connection, cursor, head.generation())
                        .collectList()
                        .map(rows -> page(cursor, head, rows))));
    }

    /** Read before the rows, so that whatever it saw committed is among them. */
    private static Mono<Head> head(Connection connection) {
        return Sql.row(connection.createStatement("""
                                select g.generation, clock_timestamp() as read_at,
                                       exists (select from fact_log l
                                               where l.generation = g.generation
                                                 and l.xid >= pg_snapshot_xmin(pg_current_snapshot())) as beyond_horizon
                                from (select current_generation() as generation) g
                                where g.generation is not null
                                """), Head::of);
    }

    private static void rejectExpired(FeedCursor cursor, Head head) {
        if (!cursor.isBeginning() && cursor.givenIn() != head.generation()) {
            throw new CursorExpired("the database was restored or failed over since it was given");
        }
    }

    private static Flux<LogRow> rows(Connection connection, FeedCursor cursor, int generation) {
        return Sql.rows(
                connection
                        .createStatement("""
                                select generation, xid::text::bigint as xid, seq, message
                                from fact_log
                                where (generation, xid, seq) > ($1, $2::text::xid8, $3)
                                  and (generation < $4 or xid < pg_snapshot_xmin(pg_current_snapshot()))
                                order by generation, xid, seq
                                limit $5
                                """)
                        .bind("$1", cursor.generation())
                        .bind("$2", Long.toUnsignedString(cursor.xid()))
                        .bind("$3", cursor.seq())
                        .bind("$4", generation)
                        .bind("$5", FeedPage.LARGEST),
                LogRow::of);
    }

    private static FeedPage page(FeedCursor cursor, Head head, List<LogRow> rows) {
        boolean full = rows.size() == FeedPage.LARGEST;
        return new FeedPage(
                rows.stream().map(LogRow::message).toList(),
                rows.isEmpty() ? resumed(cursor, head) : cursorAt(rows.getLast(), head),
                !full && !head.beyondHorizon(),
                head.readAt());
    }

    /** The beginning of an empty log is a place in its generation like any other. */
    private static FeedCursor resumed(FeedCursor cursor, Head head) {
        return new FeedCursor(head.generation(), cursor.generation(), cursor.xid(), cursor.seq());
    }

    private static FeedCursor cursorAt(LogRow last, Head head) {
        return new FeedCursor(head.generation(), last.generation(), last.xid(), last.seq());
    }

    @Override
    public Flux<Long> hints() {
        return hints.hints();
    }
}
