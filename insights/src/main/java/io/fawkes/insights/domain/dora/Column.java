package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind one metric of one service in columns, oldest first. What numbers are made of stands here, and a {@link Row} is
 * made of the same when somebody asks to see it, so that the two cannot disagree. Times are {@link Nanos}. Immutable.
 */
final class Column {
    static final long ABSENT = Nanos.ABSENT;

    private final Entries entries;
    private final int first;
    private final int end;
    private final int[] numbers;
    private final long[] times;
    /** Where durations begin, and how long they are; empty if nothing here lasts. */
    private final long[] starts;

    private final long[] values;
    private final @Nullable ExclusionReason[] exclusions;
    private final BitSet hits;

    private Column(Column other, int first, int end, long[] values) {
        this.entries = other.entries;
        this.first = first;
        this.end = end;
        this.numbers = other.numbers;
        this.times = other.times;
        this.starts = other.starts;
        this.values = values;
        this.exclusions = other.exclusions;
        this.hits = other.hits;
    }

    Column(ColumnBuilder built) {
        this.entries = built.entries();
        this.first = 0;
        this.end = built.size();
        this.numbers = built.numbers();
        this.times = built.times();
        this.starts = built.starts();
        this.values = built.values();
        this.exclusions = built.exclusions();
        this.hits = built.hits();
    }

    /** Number of its first row; rows are numbered up to and without {@link #end}. */
    int first() {
        return first;
    }

    int end() {
        return end;
    }

    long time(int row) {
        return times[row];
    }

    /** Where the duration begins; absent if there is none. */
    long start(int row) {
        return starts.length == 0 ? ABSENT : starts[row];
    }

    /** How long it is; absent if there is none. */
    long value(int row) {
        return values.length == 0 ? ABSENT : values[row];
    }

    @Nullable
    ExclusionReason exclusion(int row) {
        return exclusions[row];
    }

    boolean isHit(int row) {
        return hits.get(row);
    }

    boolean isTraced(int row) {
        return entries.isTraced(numbers[row]);
    }

    List<Evidence> evidence(int row) {
        return entries.evidence(numbers[row]);
    }

    long stage(LeadTimeStage stage, int row) {
        return entries.stage(stage, numbers[row], value(row));
    }

    /** All that is known of the row. */
    Row row(int row) {
        long start = start(row);
        long value = value(row);
        return new Row(
                entries.subject(numbers[row]),
                Nanos.at(times[row]),
                start == ABSENT ? null : Nanos.at(start),
                value == ABSENT ? null : Duration.ofNanos(value),
                exclusions[row],
                hits.get(row),
                entries.evidence(numbers[row]),
                value == ABSENT ? null : entries.stages(numbers[row]));
    }

    /** Those rows that count in {@code window}. */
    Column within(Window window) {
        return new Column(this, firstFrom(window.start()), firstFrom(window.end()), values);
    }

    /** Those rows of one environment. */
    Column in(String environment) {
        return where(row -> entries.environment(numbers[row]).equals(environment));
    }

    /** Those rows whose number {@code condition} holds for. */
    Column where(IntPredicate condition) {
        int[] rows = IntStream.range(first, end).filter(condition).toArray();
        ColumnBuilder chosen = new ColumnBuilder(entries, rows.length);
        for (int row : rows) {
            chosen.add(numbers[row], times[row], start(row), value(row), exclusions[row], hits.get(row));
        }
        return chosen.build();
    }

    /** The same with the worked part of every duration. */
    Column worked(WorkCalendar calendar) {
        long[] worked = new long[values.length];
        for (int row = first; row < Math.min(end, worked.length); row++) {
            worked[row] = values[row] == ABSENT ? ABSENT : worked(row, calendar);
        }
        return new Column(this, first, end, worked);
    }

    private long worked(int row, WorkCalendar calendar) {
        return calendar.between(Nanos.at(starts[row]), Nanos.at(starts[row] + values[row]))
                .toNanos();
    }

    private int firstFrom(Instant time) {
        return Nanos.firstFrom(Nanos.of(time), times, first, end);
    }
}
