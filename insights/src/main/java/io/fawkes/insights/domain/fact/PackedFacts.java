package io.fawkes.insights.domain.fact;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Facts of one kind, ordered by name, each read from its row when it is asked for: six bytes a fact. Immutable; to go through
 * them is what {@link ReadFacts} are for.
 */
final class PackedFacts<F extends SourcedFact> extends AbstractList<F> implements RandomAccess {
    private final Class<F> type;
    private final Shelf.View[] shelves;
    private final short[] shelfOf;
    private final int[] places;

    PackedFacts(Class<F> type, List<Shelf.View> shelves, List<ShelvedFact> facts) {
        this.type = type;
        this.shelves = shelves.toArray(Shelf.View[]::new);
        this.shelfOf = new short[facts.size()];
        this.places = new int[facts.size()];
        for (int i = 0; i < places.length; i++) {
            shelfOf[i] = (short) facts.get(i).shelf();
            places[i] = facts.get(i).place();
        }
    }

    @Override
    public F get(int index) {
        return type.cast(shelves[shelfOf[index]].fact(places[index]));
    }

    @Override
    public int size() {
        return places.length;
    }

    /** A fact under its name, with the number of its shelf among those of its service, and its place there. */
    record ShelvedFact(String name, SourcedFact fact, int shelf, int place) {}
}
