package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.AsOfOutOfRange;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.history.FeedTime;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads states of the log up to a position. Which facts came under a source key is known from their rows as they stand: a fact that
 * left the key later is not found under it.
 */
final class PostgresHistory implements FactHistory {

    /** Facts whose states one statement reads. */
    private static final int FACTS_PER_READ = 500;

    /** Facts of one key in every list. */
    private static final String OF_KEY = FactList.ALL.stream()
            .map(list -> "select source, source_id from %s where claim_key = $1 and claim_value = $2"
                    .formatted(list.table()))
            .collect(Collectors.joining("\nunion all\n"));

    private final Database database;

    PostgresHistory(Database database) {
        this.database = database;
    }

    private record Seen(FeedTime place, boolean settled) {

        static Seen of(Readable row) {
            int generation = Sql.column(row, "generation", Integer.class);
            var cursor = new FeedCursor(
                    generation, generation, Sql.column(row, "xid", Long.class), Sql.column(row, "seq", Long.class));
            return new Seen(
                    new FeedTime(cursor, PostgresInbox.instant(row, "time")),
                    Sql.column(row, "settled", Boolean.class));
        }
    }

    @Override
    public Mono<FeedTime> at(Instant time) {
        return database.read(connection ->
                        Sql.row(connection.createStatement("""
                                select time, generation, xid::text::bigint as xid, seq,
                                       $1 <= clock_timestamp() - interval '5 seconds' as settled
                                from feed_time
                                where time <= $1
                                order by time desc
                                limit 1
                                """).bind("$1", time.atOffset(ZoneOffset.UTC)), Seen::of))
                .switchIfEmpty(Mono.error(() -> new AsOfOutOfRange(time, "a time from which the log is kept")))
                .map(seen -> settled(seen, time));
    }

    private static FeedTime settled(Seen seen, Instant time) {
        if (!seen.settled()) {
            throw new AsOfOutOfRange(time, "a time at least 5 s ago");
        }
        return seen.place();
    }

    @Override
    public Flux<Bytes> catalog(FeedCursor position) {
        return database.readMany(
                connection -> Sql.rows(upTo(position, connection.createStatement("""
                                select distinct on (source, source_id) message
                                from fact_log
                                where kind in (1, 8, 9) and (generation, xid, seq) <= ($1, $2::text::xid8, $3)
                                order by source, source_id, version desc
                                """)), PostgresHistory::message));
    }

    @Override
    public Flux<Bytes> facts(FeedCursor position, List<SourceKey> keys) {
        return Flux.fromIterable(keys)
                .concatMap(this::found)
                .concatMap(found ->
                        Flux.fromIterable(found).buffer(FACTS_PER_READ).concatMap(some -> states(position, some)));
    }

    private Mono<List<FactKey>> found(SourceKey key) {
        return database.read(connection -> Sql.rows(
                        connection.createStatement(OF_KEY).bind("$1", key.key()).bind("$2", key.canonicalValue()),
                        row -> new FactKey(
                                Sql.column(row, "source", String.class), Sql.column(row, "source_id", String.class)))
                .collectList());
    }

    private Flux<Bytes> states(FeedCursor position, List<FactKey> facts) {
        return database.readMany(connection -> Sql.rows(
                upTo(position, connection.createStatement("""
                                select distinct on (l.source, l.source_id) l.message
                                from unnest($4::text[], $5::text[]) as f (source, source_id)
                                join fact_log l on l.source_id = f.source_id and l.source = f.source
                                where (l.generation, l.xid, l.seq) <= ($1, $2::text::xid8, $3)
                                order by l.source, l.source_id, l.version desc
                                """))
                        .bind("$4", facts.stream().map(FactKey::source).toArray(String[]::new))
                        .bind("$5", facts.stream().map(FactKey::sourceId).toArray(String[]::new)),
                PostgresHistory::message));
    }

    private static Statement upTo(FeedCursor position, Statement statement) {
        return statement
                .bind("$1", position.generation())
                .bind("$2", Long.toUnsignedString(position.xid()))
                .bind("$3", position.seq());
    }

    private static Bytes message(Readable row) {
        return Bytes.of(Sql.column(row, "message", byte[].class));
    }
}
