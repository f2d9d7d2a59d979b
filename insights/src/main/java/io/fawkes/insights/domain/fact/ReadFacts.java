package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.fact.PackedFacts.ShelvedFact;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Facts of one kind, ordered by name, that were read from their rows, and where those are. Immutable. */
final class ReadFacts<F extends SourcedFact> extends AbstractList<F> implements RandomAccess {
    private final List<F> facts;
    private final PackedFacts<F> packed;

    ReadFacts(Class<F> type, List<Shelf.View> shelves, List<ShelvedFact> read) {
        this.facts = read.stream().map(ShelvedFact::fact).map(type::cast).toList();
        this.packed = new PackedFacts<>(type, shelves, read);
    }

    /** {@code facts} as they lie in their rows; themselves if they were never read from any. */
    static <F extends SourcedFact> List<F> packed(List<F> facts) {
        return facts instanceof ReadFacts<F> read ? read.packed : facts;
    }

    @Override
    public F get(int index) {
        return facts.get(index);
    }

    @Override
    public int size() {
        return facts.size();
    }
}
