package io.fawkes.dataapi.domain.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What revisions make of the facts they speak of. Immutable.
 *
 * @param facts every fact that was spoken of, as it is afterwards, by key
 * @param written what became of each revision, in their order
 */
public record BatchMerge(NavigableMap<FactKey, FactState> facts, List<Written> written) {

    /**
     * Merges {@code tellings} one after the other.
     *
     * @param before facts as they were; of one that is missing nothing is known
     */
    public static BatchMerge of(Map<FactKey, FactState> before, List<Telling> tellings) {
        Map<FactKey, FactState> facts = new HashMap<>();
        List<Written> written = new ArrayList<>(tellings.size());
        for (Telling telling : tellings) {
            Revision revision = telling.revision();
            FactState known = facts.computeIfAbsent(revision.key(), key -> known(before, key, revision));
            FactState merged = known.merge(revision, telling.delivery());
            facts.put(revision.key(), merged);
            written.add(Written.of(known, merged));
        }
        return new BatchMerge(new TreeMap<>(facts), List.copyOf(written));
    }

    private static FactState known(Map<FactKey, FactState> before, FactKey key, Revision revision) {
        return before.getOrDefault(key, FactState.unknown(key, revision.kind()));
    }

    /** Those facts that are another than {@code before}, in the order of their keys. */
    public List<FactState> changedSince(Map<FactKey, FactState> before) {
        return facts.values().stream()
                .filter(fact -> fact.version() != versionOf(before.get(fact.key())))
                .toList();
    }

    private static long versionOf(@org.jspecify.annotations.Nullable FactState fact) {
        return fact == null ? 0 : fact.version();
    }
}
