package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest version of every sourced fact as packed rows, found by name and by source key. What it holds depends on which facts
 * were put, never on their order. One thread writes.
 */
final class Shelves {
    private static final int PLACE_BITS = Integer.SIZE;
    private static final long PLACE = 0xffff_ffffL;
    /** So that one piece of a checkpoint stays far below what a statement can carry. */
    private static final int LARGEST_BLOCK = 1 << 18;

    private final Phrases phrases = new Phrases();
    private final Packer row = new Packer(phrases);
    private final Packer name = new Packer(phrases);
    private final Map<SourceKey, Shelf> bySource = new HashMap<>();
    private final List<Shelf> byNumber = new ArrayList<>();
    private final NameIndex names = new NameIndex(new NamedRows());

    Phrases phrases() {
        return phrases;
    }

    int size() {
        return names.size();
    }

    /** Source keys that have facts. */
    Stream<SourceKey> sources() {
        return byNumber.stream().filter(shelf -> !shelf.isEmpty()).map(Shelf::key);
    }

    /** Source key under which the fact of that name is kept. */
    Optional<SourceKey> sourceOf(String factName) {
        long location = names.find(name.clear().path(factName));
        return location == NameIndex.NOWHERE
                ? Optional.empty()
                : Optional.of(shelf(location).key());
    }

    /** Keeps {@code fact} if it is newer than what is known under its name; tells whether it was. */
    boolean put(SourcedFact fact) {
        long known = names.find(name.clear().path(fact.name()));
        if (known != NameIndex.NOWHERE && version(known) >= fact.version()) {
            return false;
        }
        row.clear();
        FactCodec.pack(fact, row);
        Shelf shelf = shelf(fact.sourceKey());
        names.put(name, location(shelf, shelf.add(row)));
        if (known != NameIndex.NOWHERE) {
            strike(known);
        }
        return true;
    }

    /** Forgets the facts of {@code factNames}, whichever of them are known. */
    void forget(Collection<String> factNames) {
        Map<Shelf, Set<Integer>> gone = new HashMap<>();
        for (String factName : factNames) {
            long known = names.find(name.clear().path(factName));
            if (known != NameIndex.NOWHERE) {
                names.remove(name);
                gone.computeIfAbsent(shelf(known), _ -> new HashSet<>()).add(place(known));
            }
        }
        gone.forEach((shelf, places) -> {
            shelf.strike(places);
            if (shelf.isLoose()) {
                squeeze(shelf);
            }
        });
    }

    /** The facts of {@code keys}, and of others those that are {@code named}, as of {@code service} governed by {@code ruling}. */
    ShelvedFacts facts(ServiceFact service, Ruling ruling, Set<SourceKey> keys, Collection<String> named) {
        Stream<Shelf.View> own =
                keys.stream().map(bySource::get).flatMap(Stream::ofNullable).map(Shelf::view);
        Stream<Shelf.View> others = named.stream()
                .mapToLong(factName -> names.find(name.clear().path(factName)))
                .filter(location -> location != NameIndex.NOWHERE)
                .filter(location -> !keys.contains(shelf(location).key()))
                .mapToObj(location -> shelf(location).view(place(location)));
        return new ShelvedFacts(service, ruling, own.toList(), others.toList());
    }

    /** The rows of {@code key}, each after its length, in blocks. */
    List<byte[]> packed(SourceKey key) {
        Shelf shelf = shelf(key);
        List<byte[]> blocks = new ArrayList<>();
        Packer block = new Packer(phrases);
        for (int place : shelf.places()) {
            Unpacker at = shelf.at(place);
            int length = at.count();
            block.blob(shelf.piece(place), at.position(), length);
            if (block.length() >= LARGEST_BLOCK) {
                blocks.add(block.toBytes());
                block.clear();
            }
        }
        if (block.length() > 0) {
            blocks.add(block.toBytes());
        }
        return blocks;
    }

    /** Takes rows back that {@link #packed} gave; of two rows of one name the newer stays. */
    void restore(SourceKey key, byte[] block) {
        Shelf shelf = shelf(key);
        Unpacker in = new Unpacker(phrases, block, 0);
        while (!in.atEnd()) {
            int length = in.count();
            restore(shelf, block, in.position(), length);
            in.skip(length);
        }
    }

    private void restore(Shelf shelf, byte[] block, int from, int length) {
        Unpacker in = new Unpacker(phrases, block, from);
        in.count();
        int start = in.position();
        int end = in.skipPath().position();
        long known = names.find(name.clear().raw(block, start, end - start));
        if (known == NameIndex.NOWHERE) {
            names.put(name, location(shelf, shelf.add(block, from, length)));
        } else if (version(known) < in.number()) {
            names.put(name, location(shelf, shelf.add(block, from, length)));
            strike(known);
        }
    }

    private Shelf shelf(SourceKey key) {
        return bySource.computeIfAbsent(key, _ -> {
            Shelf shelf = new Shelf(key, byNumber.size(), phrases);
            byNumber.add(shelf);
            return shelf;
        });
    }

    private void strike(long location) {
        Shelf shelf = shelf(location);
        shelf.strike(place(location));
        if (shelf.isLoose()) {
            squeeze(shelf);
        }
    }

    private void squeeze(Shelf shelf) {
        Shelf.View before = shelf.view();
        int[] old = before.places();
        int[] slots = new int[old.length];
        for (int i = 0; i < old.length; i++) {
            slots[i] = names.slotOf(location(shelf, old[i]));
        }
        shelf.clear();
        for (int i = 0; i < old.length; i++) {
            Unpacker at = before.at(old[i]);
            int length = at.count();
            names.set(slots[i], location(shelf, shelf.add(before.piece(old[i]), at.position(), length)));
        }
    }

    private long version(long location) {
        return nameAt(location).skipPath().number();
    }

    /** The row at {@code location}, from its name on. */
    private Unpacker nameAt(long location) {
        Unpacker at = shelf(location).at(place(location));
        at.count();
        at.count();
        return at;
    }

    private Shelf shelf(long location) {
        return byNumber.get((int) (location >>> PLACE_BITS));
    }

    private static int place(long location) {
        return (int) (location & PLACE);
    }

    private static long location(Shelf shelf, int place) {
        return (long) shelf.number() << PLACE_BITS | (place & PLACE);
    }

    private final class NamedRows implements NameIndex.Rows {
        @Override
        public boolean isNamed(long location, Packer wanted) {
            int from = nameAt(location).position();
            return wanted.matches(shelf(location).piece(place(location)), from);
        }

        @Override
        public int hash(long location) {
            Unpacker at = nameAt(location);
            int from = at.position();
            return Packer.hash(
                    shelf(location).piece(place(location)), from, at.skipPath().position());
        }
    }
}
