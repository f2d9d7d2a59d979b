package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/**
 * A month on its way out of the log.
 *
 * @param month its first moment
 * @param until first moment of the month into which its last states move
 * @param place how far they were moved
 * @param isCarried whether all were
 */
record RetiringMonth(OffsetDateTime month, OffsetDateTime until, Place place, boolean isCarried) {

    /** States looked at in one transaction. One that moves is two rows written: out of a month and into another. */
    static final int STATES_AT_ONCE = 500;

    private static final int TIMES_AT_ONCE = 1_000;

    /**
     * A place in the feed's order.
     *
     * @param generation of the state
     * @param xid its transaction
     * @param seq its number
     */
    record Place(int generation, String xid, long seq) {

        static Place of(Readable row) {
            return new Place(
                    Sql.column(row, "generation", Integer.class),
                    Sql.column(row, "xid", String.class),
                    Sql.column(row, "seq", Long.class));
        }
    }

    private record Moved(Place last, long states, long carried) {

        static Moved of(Readable row) {
            return new Moved(
                    Place.of(row), Sql.column(row, "states", Long.class), Sql.column(row, "carried", Long.class));
        }
    }

    /** The month that is on its way; empty if none is. */
    static Mono<RetiringMonth> open(Connection transaction) {
        return Sql.row(transaction.createStatement("""
                        select month, until, generation, xid::text as xid, seq, carried_at is not null as is_carried
                        from retired_month where dropped_at is null order by month limit 1
                        """), RetiringMonth::of);
    }

    private static RetiringMonth of(Readable row) {
        return new RetiringMonth(
                Sql.column(row, "month", OffsetDateTime.class),
                Sql.column(row, "until", OffsetDateTime.class),
                Place.of(row),
                Sql.column(row, "is_carried", Boolean.class));
    }

    /**
     * Begins with the oldest month that ended {@code kept} ago; tells whether there is one. While rows lie outside of the months
     * nothing goes: states could not be told to be the last of their month.
     */
    static Mono<Boolean> begun(Connection transaction, Duration kept) {
        return Mono.defer(() -> Sql.updated(transaction.createStatement("""
                        insert into retired_month (month, until)
                        select m.month, m.next
                        from (select month, lead(month) over (order by month) as next from log_months() as month) m
                        where m.next <= clock_timestamp() - $1 * interval '1 millisecond'
                          and not exists (select from fact_log_default)
                        order by m.month limit 1
                        on conflict do nothing
                        """).bind("$1", kept.toMillis())))
                .map(begun -> begun == 1);
    }

    /** Goes a step further; tells whether there is more to do at once. */
    Mono<Boolean> step(Connection transaction) {
        return isCarried
                ? forgotten(transaction).flatMap(more -> more ? Mono.just(true) : dropped(transaction))
                : moved(transaction)
                        .defaultIfEmpty(new Moved(place, 0, 0))
                        .flatMap(moved -> noted(transaction, moved))
                        .thenReturn(true);
    }

    /** Moves those of the next states that are the last of their facts in this month, in the order of the feed. */
    private Mono<Moved> moved(Connection transaction) {
        return Sql.row(
                transaction
                        .createStatement("""
                                with next as materialized (
                                  select generation, xid, seq, source, source_id, version
                                  from fact_log
                                  where recorded_at >= $1 and recorded_at < $2
                                    and (generation, xid, seq) > ($3, $4::text::xid8, $5)
                                  order by generation, xid, seq limit $6),
                                last as materialized (
                                  select generation, xid, seq
                                  from fact_log
                                  where recorded_at >= $1 and recorded_at < $2
                                  order by generation desc, xid desc, seq desc limit 1),
                                moved as (
                                  update fact_log l set recorded_at = $2
                                  from next n
                                  where l.recorded_at >= $1 and l.recorded_at < $2
                                    and l.generation = n.generation and l.xid = n.xid and l.seq = n.seq
                                    and not exists (
                                      select from fact_log later
                                      where later.source_id = n.source_id and later.source = n.source
                                        and later.version > n.version and later.recorded_at <= $2
                                        and (later.generation, later.xid, later.seq)
                                          <= (select generation, xid, seq from last))
                                  returning l.seq)
                                select generation, xid::text as xid, seq, count(*) over () as states,
                                       (select count(*) from moved) as carried
                                from next n order by n.generation desc, n.xid desc, n.seq desc limit 1
                                """)
                        .bind("$1", month)
                        .bind("$2", until)
                        .bind("$3", place.generation())
                        .bind("$4", place.xid())
                        .bind("$5", place.seq())
                        .bind("$6", STATES_AT_ONCE),
                Moved::of);
    }

    private Mono<Long> noted(Connection transaction, Moved moved) {
        return Sql.updated(transaction
                .createStatement("""
                        update retired_month
                        set generation = $2, xid = $3::text::xid8, seq = $4, states = states + $5, carried = carried + $6,
                            carried_at = case when $5 < $7 then clock_timestamp() end
                        where month = $1
                        """)
                .bind("$1", month)
                .bind("$2", moved.last().generation())
                .bind("$3", moved.last().xid())
                .bind("$4", moved.last().seq())
                .bind("$5", moved.states())
                .bind("$6", moved.carried())
                .bind("$7", STATES_AT_ONCE));
    }

    /** Forgets some of the times at which the feed was before the end of this month; tells whether there may be more. */
    private Mono<Boolean> forgotten(Connection transaction) {
        return Sql.updated(transaction
                        .createStatement("""
                                delete from feed_time where time in (
                                  select time
                                  from (select * from feed_time order by time limit $4) oldest
                                  where (generation, xid, seq) < ($1, $2::text::xid8, $3))
                                """)
                        .bind("$1", place.generation())
                        .bind("$2", place.xid())
                        .bind("$3", place.seq())
                        .bind("$4", TIMES_AT_ONCE))
                .map(forgotten -> forgotten == TIMES_AT_ONCE);
    }

    /** Drops what is left of the month; false if somebody used the log for so long that it has to wait. */
    private Mono<Boolean> dropped(Connection transaction) {
        return Sql.row(
                transaction
                        .createStatement("select drop_retired_month($1) as dropped")
                        .bind("$1", month),
                row -> Sql.column(row, "dropped", Boolean.class));
    }
}
