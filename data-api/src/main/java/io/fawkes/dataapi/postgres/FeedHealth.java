package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * How far the feed is behind what was committed, and what holds it there.
 *
 * @param readAt when this was read, by the database's clock
 * @param held facts that are committed and lie beyond the horizon, at most {@value #MOST_COUNTED} counted
 * @param watermark up to when everything was streamed or can be: when the oldest of those was recorded, else now
 * @param oldest the oldest transaction of the whole server that has an id; empty if there is none
 */
record FeedHealth(Instant readAt, long held, Instant watermark, Optional<OpenTransaction> oldest) {

    static final int MOST_COUNTED = 10_000;

    /** How long the oldest of the facts that are held has waited. */
    Duration lag() {
        return Duration.between(watermark, readAt);
    }

    /**
     * A transaction that has not ended, in any database of the server.
     *
     * @param xid its id
     * @param database where
     * @param since when it began, or when it was first seen here: of others' sessions the server shows the id only
     */
    record OpenTransaction(String xid, String database, Instant since) {

        /** The same, as old as {@code before} made it if it is that one. */
        OpenTransaction knownSince(Optional<OpenTransaction> before) {
            return before.filter(earlier ->
                            earlier.xid().equals(xid) && earlier.since().isBefore(since))
                    .orElse(this);
        }
    }

    /** The same, with what an earlier look knew about a transaction that still runs. */
    FeedHealth after(Optional<FeedHealth> before) {
        return new FeedHealth(
                readAt, held, watermark, oldest.map(open -> open.knownSince(before.flatMap(FeedHealth::oldest))));
    }

    /** Reads it; a statement without an id of its own, so that looking holds nothing back. */
    static Mono<FeedHealth> read(Connection connection) {
        return Sql.row(connection.createStatement("""
                                select clock_timestamp() as read_at, h.facts, coalesce(h.oldest, clock_timestamp()) as watermark,
                                       o.xid, o.database, o.since
                                from (select count(*) as facts, min(recorded_at) as oldest
                                      from (select recorded_at from fact_log
                                            where generation = (select current_generation())
                                              and xid >= pg_snapshot_xmin(pg_current_snapshot())
                                            order by generation, xid, seq limit $1) as held) as h
                                left join lateral
                                  (select xid::text as xid, database, coalesce(since, clock_timestamp()) as since
                                   from (select backend_xid as xid, coalesce(datname, '') as database, xact_start as since
                                         from pg_stat_activity where backend_xid is not null
                                         union all
                                         select transaction, database, prepared from pg_prepared_xacts) as open
                                   order by age(xid) desc limit 1) as o on true
                                """).bind("$1", MOST_COUNTED), FeedHealth::of);
    }

    private static FeedHealth of(Readable row) {
        Instant readAt = PostgresInbox.instant(row, "read_at");
        Instant watermark = PostgresInbox.instant(row, "watermark");
        return new FeedHealth(
                readAt,
                Sql.column(row, "facts", Long.class),
                watermark.isAfter(readAt) ? readAt : watermark,
                Optional.ofNullable(row.get("xid", String.class)).map(xid -> open(xid, row)));
    }

    private static OpenTransaction open(String xid, Readable row) {
        return new OpenTransaction(xid, Sql.column(row, "database", String.class), PostgresInbox.instant(row, "since"));
    }
}
