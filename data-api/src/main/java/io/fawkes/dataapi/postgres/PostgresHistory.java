package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.AsOfOutOfRange;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.history.FeedTime;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads states of the log up to a position. A fact is found under the source key that it had there, wherever it went later; an
 * incident also under that of the service in which its cause lies.
 */
final class PostgresHistory implements FactHistory {

    /** Facts whose states one statement reads. */
    private static final int FACTS_PER_READ = 500;

    /** What says how facts are read, and what teams say of themselves. The log has an index of just these. */
    private static final String CATALOG = Stream.of(
                    FactKind.SERVICE, FactKind.CALENDAR, FactKind.POLICY, FactKind.SURVEY_ANSWER)
            .map(kind -> String.valueOf(kind.code()))
            .collect(Collectors.joining(", "));

    private final Database database;

    PostgresHistory(Database database) {
        this.database = database;
    }

    /** The first place from which the log can be read as it was: before it, it was retired. */
    private static final String IS_KEPT = """
            not exists (select from retired_month r
                        where r.carried_at is not null and (r.generation, r.xid, r.seq) > (%s)) as is_kept
            """;

    private record Seen(FeedTime place, boolean settled, boolean isKept) {

        static Seen of(Readable row) {
            int generation = Sql.column(row, "generation", Integer.class);
            var cursor = new FeedCursor(
                    generation, generation, Sql.column(row, "xid", Long.class), Sql.column(row, "seq", Long.class));
            return new Seen(
                    new FeedTime(cursor, PostgresInbox.instant(row, "time")),
                    Sql.column(row, "settled", Boolean.class),
                    Sql.column(row, "is_kept", Boolean.class));
        }
    }

    @Override
    public Mono<FeedTime> at(Instant time) {
        return database.read(connection -> Sql.row(
                        connection
                                .createStatement("""
                                select f.time, f.generation, f.xid::text::bigint as xid, f.seq,
                                       $1 <= clock_timestamp() - interval '5 seconds' as settled, %s
                                from feed_time f
                                where f.time <= $1
                                order by f.time desc
                                limit 1
                                """.formatted(IS_KEPT.formatted("f.generation, f.xid, f.seq")))
                                .bind("$1", time.atOffset(ZoneOffset.UTC)),
                        Seen::of))
                .filter(Seen::isKept)
                .switchIfEmpty(unkept(time))
                .map(seen -> settled(seen, time));
    }

    private <T> Mono<T> unkept(Instant time) {
        return database.read(connection -> Sql.row(
                        connection.createStatement("""
                                select coalesce(max(until), (select min(time) from feed_time)) as since
                                from retired_month where carried_at is not null
                                """),
                        row -> Optional.ofNullable(row.get("since", OffsetDateTime.class))))
                .flatMap(since -> Mono.error(new AsOfOutOfRange(time, keptSince(since))));
    }

    private static String keptSince(Optional<OffsetDateTime> since) {
        return since.map(first -> "a time after " + first.toInstant() + ", since when the log is kept")
                .orElse("a time from which the log is kept");
    }

    private static FeedTime settled(Seen seen, Instant time) {
        if (!seen.settled()) {
            throw new AsOfOutOfRange(time, "a time at least 5 s ago");
        }
        return seen.place();
    }

    @Override
    public Flux<Bytes> catalog(FeedCursor position) {
        return database.readMany(connection -> Sql.rows(
                        upTo(position, connection.createStatement("""
                                select distinct on (source, source_id) message
                                from fact_log
                                where kind in (%s) and (generation, xid, seq) <= ($1, $2::text::xid8, $3)
                                order by source, source_id, version desc
                                """.formatted(CATALOG))), PostgresHistory::message))
                .concatWith(kept(position));
    }

    /** Asked after reading: what was read while the month was there is whole. */
    private Mono<Bytes> kept(FeedCursor position) {
        return database.read(connection -> Sql.row(
                        upTo(
                                position,
                                connection.createStatement("select " + IS_KEPT.formatted("$1, $2::text::xid8, $3"))),
                        row -> Sql.column(row, "is_kept", Boolean.class)))
                .flatMap(isKept -> isKept ? Mono.empty() : Mono.error(AsOfOutOfRange::retired));
    }

    @Override
    public Flux<Bytes> facts(FeedCursor position, List<SourceKey> keys) {
        return Flux.fromIterable(keys)
                .concatMap(key -> toldUnder(key, position)
                        .flatMapMany(told -> Flux.fromIterable(told).buffer(FACTS_PER_READ))
                        .concatMap(some -> states(position, key, some)))
                .concatWith(kept(position));
    }

    /** Every fact of which a state up to {@code position} came under {@code key}, though another may have followed elsewhere. */
    private Mono<List<FactKey>> toldUnder(SourceKey key, FeedCursor position) {
        return database.read(connection -> Sql.rows(
                        of(key, upTo(position, connection.createStatement("""
                                select distinct source, source_id
                                from fact_log
                                where (claim_key = $4 and claim_value = $5
                                       or root_key = $4 and root_value = $5 and root_key <> '')
                                  and (generation, xid, seq) <= ($1, $2::text::xid8, $3)
                                """))),
                        row -> new FactKey(
                                Sql.column(row, "source", String.class), Sql.column(row, "source_id", String.class)))
                .collectList());
    }

    private Flux<Bytes> states(FeedCursor position, SourceKey key, List<FactKey> facts) {
        return database.readMany(connection -> Sql.rows(
                of(key, upTo(position, connection.createStatement("""
                                select message
                                from (select distinct on (l.source, l.source_id)
                                             l.message, l.claim_key, l.claim_value, l.root_key, l.root_value
                                      from unnest($6::text[], $7::text[]) as f (source, source_id)
                                      join fact_log l on l.source_id = f.source_id and l.source = f.source
                                      where (l.generation, l.xid, l.seq) <= ($1, $2::text::xid8, $3)
                                      order by l.source, l.source_id, l.version desc) state
                                where claim_key = $4 and claim_value = $5 or root_key = $4 and root_value = $5
                                """)))
                        .bind("$6", facts.stream().map(FactKey::source).toArray(String[]::new))
                        .bind("$7", facts.stream().map(FactKey::sourceId).toArray(String[]::new)),
                PostgresHistory::message));
    }

    private static Statement of(SourceKey key, Statement statement) {
        return statement.bind("$4", key.key()).bind("$5", key.canonicalValue());
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
