package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fills a column, row by row, in any order. Not safe for concurrent use. */
final class ColumnBuilder {
    private static final long ABSENT = Column.ABSENT;
    private static final long[] NONE = {};

    private final Entries entries;
    private final int[] numbers;
    private final long[] times;
    private long[] starts = NONE;
    private long[] values = NONE;
    private final @Nullable ExclusionReason[] exclusions;
    private final BitSet hits = new BitSet();
    private int size;
    private boolean disordered;

    /** For at most {@code most} rows about {@code entries}. */
    ColumnBuilder(Entries entries, int most) {
        this.entries = entries;
        this.numbers = new int[most];
        this.times = new long[most];
        this.exclusions = new @Nullable ExclusionReason[most];
    }

    /** A row that counts, or is left out for {@code exclusion}, and that lasts nothing. */
    void count(int number, long time, @Nullable ExclusionReason exclusion, boolean hit) {
        add(number, time, ABSENT, ABSENT, exclusion, hit);
    }

    /** A row that is left out for {@code exclusion}. */
    void leaveOut(int number, long time, ExclusionReason exclusion) {
        add(number, time, ABSENT, ABSENT, exclusion, false);
    }

    /** A row that lasts from {@code from} to {@code to}; left out if one is not known or they are in no order. */
    void between(int number, long time, long from, long to) {
        if (from == ABSENT || to == ABSENT) {
            leaveOut(number, time, ExclusionReason.UNTIMED);
        } else if (to < from) {
            leaveOut(number, time, ExclusionReason.CLOCK_SKEW);
        } else {
            add(number, time, from, to - from, null, false);
        }
    }

    /** A row of which all is told. */
    void add(int number, long time, long start, long value, @Nullable ExclusionReason exclusion, boolean hit) {
        disordered |= size > 0 && time < times[size - 1];
        numbers[size] = number;
        times[size] = time;
        exclusions[size] = exclusion;
        if (hit) {
            hits.set(size);
        }
        if (start != ABSENT) {
            last(start, value);
        }
        size++;
    }

    Column build() {
        return new Column(disordered ? ordered() : this);
    }

    private void last(long start, long value) {
        if (starts.length == 0) {
            starts = absent();
            values = absent();
        }
        starts[size] = start;
        values[size] = value;
    }

    private long[] absent() {
        long[] column = new long[times.length];
        Arrays.fill(column, ABSENT);
        return column;
    }

    private ColumnBuilder ordered() {
        ColumnBuilder ordered = new ColumnBuilder(entries, size);
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(row -> times[row]))
                .forEach(row -> ordered.add(
                        numbers[row],
                        times[row],
                        starts.length == 0 ? ABSENT : starts[row],
                        values.length == 0 ? ABSENT : values[row],
                        exclusions[row],
                        hits.get(row)));
        return ordered;
    }

    Entries entries() {
        return entries;
    }

    int size() {
        return size;
    }

    int[] numbers() {
        return numbers;
    }

    long[] times() {
        return times;
    }

    long[] starts() {
        return starts;
    }

    long[] values() {
        return values;
    }

    @Nullable
    ExclusionReason[] exclusions() {
        return exclusions;
    }

    BitSet hits() {
        return hits;
    }
}
