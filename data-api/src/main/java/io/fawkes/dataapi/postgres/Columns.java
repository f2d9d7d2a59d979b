package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Facts turned into columns: one array a column, for statements that unnest them. One round trip for any number. */
final class Columns {

    private final List<FactKey> keys;
    private final List<FactKind> kinds;
    private final List<FactState> states;
    private final Instant receivedAt;

    private Columns(List<FactKey> keys, List<FactKind> kinds, List<FactState> states, Instant receivedAt) {
        this.keys = keys;
        this.kinds = kinds;
        this.states = states;
        this.receivedAt = receivedAt;
    }

    /** The keys that {@code revisions} speak of, each once, in order. */
    static Columns ofKeys(List<Revision> revisions) {
        NavigableMap<FactKey, FactKind> kinds = new TreeMap<>();
        revisions.forEach(revision -> kinds.put(revision.key(), revision.kind()));
        return new Columns(List.copyOf(kinds.keySet()), List.copyOf(kinds.values()), List.of(), Instant.EPOCH);
    }

    static Columns ofStates(List<FactState> states, Instant receivedAt) {
        return new Columns(
                states.stream().map(FactState::key).toList(),
                states.stream().map(FactState::kind).toList(),
                states,
                receivedAt);
    }

    String[] sources() {
        return column(keys, FactKey::source, String[]::new);
    }

    String[] sourceIds() {
        return column(keys, FactKey::sourceId, String[]::new);
    }

    String[] ids() {
        return column(keys, FactKey::id, String[]::new);
    }

    Short[] kinds() {
        return column(kinds, kind -> (short) kind.code(), Short[]::new);
    }

    Long[] versions() {
        return column(states, FactState::version, Long[]::new);
    }

    Packed messages() {
        return Packed.of(states.stream()
                .map(state -> FactMessages.fact(state, receivedAt).toByteArray())
                .toList());
    }

    Packed provenances() {
        return Packed.of(states.stream()
                .map(state -> FactMessages.provenance(state).toByteArray())
                .toList());
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
