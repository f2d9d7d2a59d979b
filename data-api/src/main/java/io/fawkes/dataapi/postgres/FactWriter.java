package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.BatchMerge;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Telling;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Merges revisions into their facts inside a transaction of the caller's, with a few statements for any number of them.
 *
 * <p>First what is new is added, then what was there is locked, merged and changed, both in the order of the keys: a writer
 * that waits for another's new row holds only new rows below it, and one that waits for a lock only locks below it, so no
 * two ever wait for each other in a circle.
 */
final class FactWriter {

    /**
     * Facts as they stand after a merge.
     *
     * @param all every fact that was spoken of
     * @param changed those that a revision changed
     * @param written what became of each revision, in their order
     */
    record Merged(List<FactState> all, List<FactState> changed, List<Written> written) {

        private static final Merged NOTHING = new Merged(List.of(), List.of(), List.of());

        static Merged of(BatchMerge merge, Map<FactKey, FactState> before) {
            return new Merged(List.copyOf(merge.facts().values()), merge.changedSince(before), merge.written());
        }
    }

    /** Merges {@code revisions}, all of which {@code delivery} brought at one time. */
    Mono<Merged> merge(Connection transaction, List<Revision> revisions, String delivery, Instant receivedAt) {
        return merge(
                transaction,
                revisions.stream()
                        .map(revision -> new Telling(revision, delivery, receivedAt))
                        .toList());
    }

    /** Merges {@code tellings}; a fact of several was received with the last of them. */
    Mono<Merged> merge(Connection transaction, List<Telling> tellings) {
        if (tellings.isEmpty()) {
            return Mono.just(Merged.NOTHING);
        }
        var writes = new FactWrites(transaction, receivedAt(tellings));
        return Mono.defer(() -> {
                    var asNew = BatchMerge.of(Map.of(), tellings);
                    return writes.added(asNew.changedSince(Map.of()))
                            .flatMap(added -> added.size() == asNew.facts().size()
                                    ? Mono.just(Merged.of(asNew, Map.of()))
                                    : merged(transaction, tellings, others(asNew, added))
                                            .flatMap(merged -> rewritten(writes, merged, added)
                                                    .thenReturn(merged)));
                })
                .flatMap(merged -> listed(transaction, merged.changed()).thenReturn(merged));
    }

    private static Function<FactKey, Instant> receivedAt(List<Telling> tellings) {
        Map<FactKey, Instant> times = new HashMap<>();
        tellings.forEach(telling -> times.put(telling.revision().key(), telling.receivedAt()));
        return key -> Objects.requireNonNull(times.get(key), "a time of every fact");
    }

    private static Set<FactKey> others(BatchMerge asNew, Set<FactKey> added) {
        Set<FactKey> others = new HashSet<>(asNew.facts().keySet());
        others.removeAll(added);
        return others;
    }

    /** Merges with what was there; what was added comes out as it went in, since nothing was known of it. */
    private static Mono<Merged> merged(Connection transaction, List<Telling> tellings, Set<FactKey> known) {
        return locked(transaction, known)
                .filter(before -> before.size() == known.size())
                .switchIfEmpty(Mono.error(FactWriter::goneAway))
                .map(before -> Merged.of(BatchMerge.of(before, tellings), before));
    }

    /** Writes what {@code change} makes of those facts of {@code keys} that it changes; answers how many they are. */
    Mono<Long> rewrite(
            Connection transaction,
            Set<FactKey> keys,
            Function<FactState, Optional<FactState>> change,
            Instant receivedAt) {
        return keys.isEmpty()
                ? Mono.just(0L)
                : locked(transaction, keys)
                        .map(before -> before.values().stream()
                                .flatMap(state -> change.apply(state).stream())
                                .toList())
                        .flatMap(changed -> everyOne(new FactWrites(transaction, _ -> receivedAt), changed)
                                .then(listed(transaction, changed))
                                .thenReturn((long) changed.size()));
    }

    private static Mono<Void> rewritten(FactWrites writes, Merged merged, Set<FactKey> added) {
        List<FactState> others = merged.changed().stream()
                .filter(state -> !added.contains(state.key()))
                .toList();
        return everyOne(writes, others);
    }

    private static Mono<Void> everyOne(FactWrites writes, List<FactState> states) {
        return writes.changed(states)
                .flatMap(written -> written.size() == states.size() ? Mono.empty() : Mono.error(FactWriter::goneAway));
    }

    private static IllegalStateException goneAway() {
        return new IllegalStateException("a fact went away between two statements");
    }

    /**
     * Those of {@code facts} that are there, locked one by one in the order of their keys. Not by a join: a row whose lock
     * was waited for is joined anew as it is then, and where the keys were made distinct first, it is silently left out.
     */
    private static Mono<Map<FactKey, FactState>> locked(Connection transaction, Set<FactKey> facts) {
        Columns keys = Columns.ofKeys(facts);
        return Sql.rows(
                        transaction
                                .createStatement("""
                                select f.*
                                from (select * from unnest($1::text[], $2::text[]) as t (source, source_id)
                                      order by source, source_id) key
                                cross join lateral (
                                  select source, source_id, kind, version, message, provenance
                                  from fact
                                  where source = key.source and source_id = key.source_id
                                  for update) f
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

    private static Mono<Void> listed(Connection transaction, List<FactState> changed) {
        return Flux.fromIterable(FactList.ALL)
                .concatMap(list -> list.upserted(transaction, changed))
                .then();
    }
}
