package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Notes each second where the feed is, if it moved, in one replica at a time and for as long as the service runs.
 *
 * <p>What is noted is below the horizon: no transaction can commit anything before it any more. A note's time is that of
 * its statement and never before the last one's, so that a time once resolved stays so.
 */
final class FeedTimeKeeper implements AutoCloseable {

    private static final Duration TERM = Duration.ofSeconds(12);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final LeasedRounds keeping;

    private FeedTimeKeeper(LeasedRounds keeping) {
        this.keeping = keeping;
    }

    static FeedTimeKeeper start(Database database) {
        return new FeedTimeKeeper(LeasedRounds.start(
                database,
                new LeasedRounds.Schedule(
                        "feed-times", TERM, EVERY, "the feed's place could not be noted; trying again"),
                lease -> noted(database, lease)));
    }

    private static Mono<Long> noted(Database database, Lease lease) {
        return database.inTransaction(transaction ->
                Leases.fence(transaction, lease).then(Mono.defer(() -> Sql.updated(transaction.createStatement("""
                        insert into feed_time (time, generation, xid, seq)
                        select statement_timestamp(), head.generation, head.xid, head.seq
                        from (select current_generation() as generation) now
                        cross join lateral (
                          select l.generation, l.xid, l.seq
                          from fact_log l
                          where l.generation = now.generation and l.xid < pg_snapshot_xmin(pg_current_snapshot())
                          order by l.generation desc, l.xid desc, l.seq desc
                          limit 1) head
                        where not exists (
                          select from (select * from feed_time order by time desc limit 1) last
                          where last.time >= statement_timestamp()
                             or (last.generation, last.xid, last.seq) >= (head.generation, head.xid, head.seq))
                        """)))));
    }

    @Override
    public void close() {
        keeping.close();
    }
}
