package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Phrases;
import io.fawkes.insights.domain.packing.Unpacker;
import java.util.Arrays;
import java.util.Set;

/**
 * The facts of one source key as packed rows in pieces of 64 KiB.
 *
 * <p>A row is its length and what {@link FactCodec} made of the fact. A row once written stays as it is, so that readers on other threads need no lock; a newer version is another row and
 * the old one is struck out. Rows that were struck out are squeezed out when they are an eighth of all. A place is piece
 * and offset in one {@code int}. One thread writes.
 */
final class Shelf {
    private static final int PIECE_BITS = 16;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final int FIRST_PIECE = 1 << 10;
    private static final int TOLERATED = 8;
    private static final int STRUCK = -1;
    private static final int LENGTH_BITS = 7;
    private static final int MORE = 0x80;

    private final SourceKey key;
    private final int number;
    private final Phrases phrases;
    private byte[][] pieces = {new byte[FIRST_PIECE]};
    private int used;
    private int[] places = new int[8];
    private int rows;
    private int struck;

    Shelf(SourceKey key, int number, Phrases phrases) {
        this.key = key;
        this.number = number;
        this.phrases = phrases;
    }

    SourceKey key() {
        return key;
    }

    int number() {
        return number;
    }

    boolean isEmpty() {
        return rows == struck;
    }

    /** Whether so much was struck out that squeezing is worth its price. */
    boolean isLoose() {
        return struck * TOLERATED > rows;
    }

    /** Keeps the row that {@code packer} holds; tells its place. */
    int add(Packer packer) {
        byte[] row = packer.toBytes();
        return add(row, 0, row.length);
    }

    /** Keeps a row of {@code length} bytes that stands in {@code source} at {@code from}. */
    int add(byte[] source, int from, int length) {
        int header = headerOf(length);
        makeRoom(header + length);
        byte[] piece = pieces[pieces.length - 1];
        int place = (pieces.length - 1) << PIECE_BITS | used;
        for (int i = 0, rest = length; i < header; i++, rest >>>= LENGTH_BITS) {
            piece[used++] = (byte) (i < header - 1 ? rest | MORE : rest);
        }
        System.arraycopy(source, from, piece, used, length);
        used += length;
        if (rows == places.length) {
            places = Arrays.copyOf(places, rows + Math.max(8, rows / 8));
        }
        places[rows++] = place;
        return place;
    }

    /** Forgets all rows, to be filled anew; views go on reading what they saw. */
    void clear() {
        pieces = new byte[][] {new byte[FIRST_PIECE]};
        used = 0;
        rows = 0;
        struck = 0;
    }

    /** Strikes out the row at {@code place}; others may go on reading it. */
    void strike(int place) {
        // Newer rows are struck out more often than older ones.
        int at = rows - 1;
        while (places[at] != place) {
            at--;
        }
        places[at] = STRUCK;
        struck++;
    }

    /** Strikes out the rows at {@code gone}; others may go on reading them. */
    void strike(Set<Integer> gone) {
        for (int row = 0; row < rows; row++) {
            if (places[row] != STRUCK && gone.contains(places[row])) {
                places[row] = STRUCK;
                struck++;
            }
        }
    }

    /** Places of all rows, in no order that means anything. */
    int[] places() {
        int[] found = new int[rows - struck];
        for (int row = 0, next = 0; row < rows; row++) {
            if (places[row] != STRUCK) {
                found[next++] = places[row];
            }
        }
        return found;
    }

    byte[] piece(int place) {
        return pieces[place >>> PIECE_BITS];
    }

    Unpacker at(int place) {
        return new Unpacker(phrases, piece(place), place & (PIECE - 1));
    }

    View view() {
        return view(places());
    }

    /** The rows at {@code chosen} only. */
    View view(int... chosen) {
        return new View(key, phrases, pieces.clone(), chosen);
    }

    private static int headerOf(int length) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + LENGTH_BITS - 1) / LENGTH_BITS);
    }

    /** What is written after a piece's end needs another; the first begins small, as most shelves hold little. */
    private void makeRoom(int length) {
        byte[] last = pieces[pieces.length - 1];
        if (used + length <= last.length) {
            return;
        }
        if (used + length <= PIECE) {
            pieces = pieces.clone();
            pieces[pieces.length - 1] = Arrays.copyOf(last, Math.min(PIECE, Math.max(2 * last.length, used + length)));
        } else {
            pieces = Arrays.copyOf(pieces, pieces.length + 1);
            pieces[pieces.length - 1] = new byte[Math.max(PIECE, length)];
            used = 0;
        }
    }

    /** Rows of a shelf as of some moment, safe on every thread. */
    static final class View {
        private final SourceKey key;
        private final Phrases phrases;
        private final byte[][] pieces;
        private final int[] places;

        private View(SourceKey key, Phrases phrases, byte[][] pieces, int[] places) {
            this.key = key;
            this.phrases = phrases;
            this.pieces = pieces;
            this.places = places;
        }

        /** Places of all rows; not to be changed. */
        int[] places() {
            return places;
        }

        SourcedFact fact(int place) {
            Unpacker row = at(place);
            row.count();
            return FactCodec.unpack(key, row);
        }

        /** The row at {@code place}, from its length on. */
        Unpacker at(int place) {
            return new Unpacker(phrases, piece(place), place & (PIECE - 1));
        }

        byte[] piece(int place) {
            return pieces[place >>> PIECE_BITS];
        }
    }
}
