package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SourceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Facts turned into columns: one array a column, for statements that unnest them. One round trip for any number. */
final class Columns {

    private final List<FactKey> keys;
    private final List<FactKind> kinds;
    private final List<FactState> states;
    private final Function<FactKey, Instant> receivedAt;

    private Columns(
            List<FactKey> keys, List<FactKind> kinds, List<FactState> states, Function<FactKey, Instant> receivedAt) {
        this.keys = keys;
        this.kinds = kinds;
        this.states = states;
        this.receivedAt = receivedAt;
    }

    static Columns ofKeys(Collection<FactKey> keys) {
        return new Columns(List.copyOf(keys), List.of(), List.of(), _ -> Instant.EPOCH);
    }

    static Columns ofStates(List<FactState> states, Function<FactKey, Instant> receivedAt) {
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

    /** Keys of the claims by which each fact is some service's. */
    String[] claimKeys() {
        return column(states, state -> claim(state).key(), String[]::new);
    }

    String[] claimValues() {
        return column(states, state -> claim(state).canonicalValue(), String[]::new);
    }

    /** Keys of the claims by which an incident's cause is some other service's. */
    String[] rootKeys() {
        return column(states, state -> root(state).key(), String[]::new);
    }

    String[] rootValues() {
        return column(states, state -> root(state).canonicalValue(), String[]::new);
    }

    private static SourceKey root(FactState state) {
        return state.get(IncidentFields.ROOT_SOURCE_KEY).orElse(FactRows.NO_CLAIM);
    }

    /** A service's own entry is claimed by no source key: by its id under none. */
    private static SourceKey claim(FactState state) {
        return Shape.of(state.kind())
                .map(shape -> state.get(shape.claim()).orElse(FactRows.NO_CLAIM))
                .orElseGet(() -> new SourceKey("", state.key().sourceId()));
    }

    Packed messages() {
        return Packed.of(states.stream()
                .map(state ->
                        FactMessages.fact(state, receivedAt.apply(state.key())).toByteArray())
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
