package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.postgres.Generations.GenerationStale;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Merges revisions into their facts inside a transaction of the caller's: locks the facts in the order of their keys, so
 * that two writers never wait for each other in a circle, merges, and writes what changed to row, log and lists.
 */
final class FactWriter {

    /** Facts one transaction may write: each is a row of the log, of the key table and perhaps of a list. */
    static final int LARGEST_BATCH = 300;

    /**
     * Facts as they stand after a merge.
     *
     * @param all every fact that was spoken of
     * @param changed those that a revision changed
     */
    record Merged(List<FactState> all, List<FactState> changed) {}

    Mono<Merged> merge(Connection transaction, List<Revision> revisions, String delivery, Instant receivedAt) {
        if (revisions.isEmpty()) {
            return Mono.just(new Merged(List.of(), List.of()));
        }
        Columns keys = Columns.ofKeys(revisions);
        return claimed(transaction, keys)
                .then(locked(transaction, keys))
                .map(states -> merged(states, revisions, delivery))
                .flatMap(merged ->
                        write(transaction, merged.changed(), receivedAt).thenReturn(merged));
    }

    private static Merged merged(Map<FactKey, FactState> before, List<Revision> revisions, String delivery) {
        NavigableMap<FactKey, FactState> after = new TreeMap<>(before);
        var changed = new TreeSet<FactKey>();
        for (Revision revision : revisions) {
            FactState state = Objects.requireNonNull(after.get(revision.key()), "a fact that was locked");
            FactState merged = state.merge(revision, delivery);
            if (merged.version() != state.version()) {
                after.put(revision.key(), merged);
                changed.add(revision.key());
            }
        }
        return new Merged(
                List.copyOf(after.values()), changed.stream().map(after::get).toList());
    }

    private static Mono<Long> claimed(Connection transaction, Columns keys) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into fact (source, source_id, kind, id, version, message, provenance)
                        select k.source, k.source_id, k.kind, k.id, 0, ''::bytea, ''::bytea
                        from unnest($1::text[], $2::text[], $3::smallint[], $4::text[]) as k (source, source_id, kind, id)
                        order by k.source, k.source_id
                        on conflict do nothing
                        """)
                .bind("$1", keys.sources())
                .bind("$2", keys.sourceIds())
                .bind("$3", keys.kinds())
                .bind("$4", keys.ids()));
    }

    private static Mono<Map<FactKey, FactState>> locked(Connection transaction, Columns keys) {
        return Sql.rows(
                        transaction
                                .createStatement("""
                                select source, source_id, kind, version, message, provenance
                                from fact
                                where (source, source_id) in (select * from unnest($1::text[], $2::text[]))
                                order by source, source_id
                                for update
                                """)
                                .bind("$1", keys.sources())
                                .bind("$2", keys.sourceIds()),
                        FactWriter::state)
                .collectMap(FactState::key);
    }

    static FactState state(Readable row) {
        var key = new FactKey(Sql.column(row, "source", String.class), Sql.column(row, "source_id", String.class));
        FactKind kind = FactKind.ofCode(Sql.column(row, "kind", Short.class));
        long version = Sql.column(row, "version", Long.class);
        return version == 0
                ? FactState.unknown(key, kind)
                : FactMessages.state(
                        key,
                        kind,
                        version,
                        Sql.column(row, "message", byte[].class),
                        Sql.column(row, "provenance", byte[].class));
    }

    private static Mono<Void> write(Connection transaction, List<FactState> changed, Instant receivedAt) {
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        Columns columns = Columns.ofStates(changed, receivedAt);
        return updated(transaction, columns).then(logged(transaction, columns)).then(listed(transaction, changed));
    }

    private static Mono<Long> updated(Connection transaction, Columns columns) {
        Statement statement = transaction
                .createStatement("""
                        update fact f
                        set version = c.version,
                            message = substring($4::bytea from c.message_start for c.message_length),
                            provenance = substring($7::bytea from c.provenance_start for c.provenance_length)
                        from unnest($1::text[], $2::text[], $3::bigint[], $5::int[], $6::int[], $8::int[], $9::int[])
                          as c (source, source_id, version,
                                message_start, message_length, provenance_start, provenance_length)
                        where f.source = c.source and f.source_id = c.source_id
                        """)
                .bind("$1", columns.sources())
                .bind("$2", columns.sourceIds())
                .bind("$3", columns.versions());
        columns.messages().bind(statement, "$4", "$5", "$6");
        columns.provenances().bind(statement, "$7", "$8", "$9");
        return Sql.updated(statement);
    }

    private static Mono<Void> logged(Connection transaction, Columns columns) {
        return appended(transaction, columns)
                .flatMap(rows -> rows == 0 ? Mono.error(GenerationStale::new) : Mono.empty());
    }

    /** Copies what {@link #updated} wrote, so that the row and the log cannot differ. */
    private static Mono<Long> appended(Connection transaction, Columns columns) {
        return Sql.updated(
                transaction.createStatement("""
                        insert into fact_log (generation, kind, source, source_id, version, message, provenance)
                        select g.generation, f.kind, f.source, f.source_id, f.version, f.message, f.provenance
                        from (select current_generation() as generation) g, fact f
                        where (f.source, f.source_id) in (select * from unnest($1::text[], $2::text[]))
                          and g.generation is not null
                        """).bind("$1", columns.sources()).bind("$2", columns.sourceIds()));
    }

    private static Mono<Void> listed(Connection transaction, List<FactState> changed) {
        return Flux.fromIterable(FactList.ALL)
                .concatMap(list -> list.upserted(transaction, changed))
                .then();
    }
}
