package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;

/**
 * Where the fact of each name is kept: twelve bytes an entry and no names, since those stand in the rows. Open addressing,
 * at most three quarters full; hashes stand beside, so that a row is read only when it is most likely the one. One thread owns it.
 */
final class NameIndex {
    static final long NOWHERE = -1;

    private static final int FIRST = 1 << 10;
    private static final long FREE = 0;

    private final Rows rows;
    private long[] entries = new long[FIRST];
    private int[] hashes = new int[FIRST];
    private int size;

    NameIndex(Rows rows) {
        this.rows = rows;
    }

    /** Where the fact is whose packed name {@code name} holds, or {@link #NOWHERE}. */
    long find(Packer name) {
        return entries[slot(name)] - 1;
    }

    /** Says that the fact whose packed name {@code name} holds is at {@code location}. */
    void put(Packer name, long location) {
        int slot = slot(name);
        if (entries[slot] == FREE) {
            size++;
        }
        entries[slot] = location + 1;
        hashes[slot] = name.hash();
        if (4L * size > 3L * entries.length) {
            grow();
        }
    }

    /** Forgets the fact whose packed name {@code name} holds, if it is known. */
    void remove(Packer name) {
        int slot = slot(name);
        if (entries[slot] == FREE) {
            return;
        }
        entries[slot] = FREE;
        size--;
        // Those behind it may stand there only because it was in their place.
        for (int next = after(slot); entries[next] != FREE; next = after(next)) {
            long entry = entries[next];
            entries[next] = FREE;
            place(entry, hashes[next]);
        }
    }

    /** Number of the entry that points at {@code location}; stays until the next fact is put. */
    int slotOf(long location) {
        int slot = rows.hash(location) & (entries.length - 1);
        while (entries[slot] != location + 1) {
            slot = after(slot);
        }
        return slot;
    }

    /** Points an entry at {@code location}, where the same fact is now. */
    void set(int slot, long location) {
        entries[slot] = location + 1;
    }

    int size() {
        return size;
    }

    private int slot(Packer name) {
        int hash = name.hash();
        int slot = hash & (entries.length - 1);
        while (entries[slot] != FREE && !(hashes[slot] == hash && rows.isNamed(entries[slot] - 1, name))) {
            slot = after(slot);
        }
        return slot;
    }

    private int after(int slot) {
        return (slot + 1) & (entries.length - 1);
    }

    private void grow() {
        long[] before = entries;
        int[] hashesBefore = hashes;
        entries = new long[2 * before.length];
        hashes = new int[entries.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != FREE) {
                place(before[i], hashesBefore[i]);
            }
        }
    }

    private void place(long entry, int hash) {
        int slot = hash & (entries.length - 1);
        while (entries[slot] != FREE) {
            slot = after(slot);
        }
        entries[slot] = entry;
        hashes[slot] = hash;
    }

    /** The rows that entries point at. */
    interface Rows {
        /** Whether the row at {@code location} has the name that {@code name} holds. */
        boolean isNamed(long location, Packer name);

        /** {@link Packer#hash} of the name of the row at {@code location}. */
        int hash(long location);
    }
}
