package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The rows behind one metric of some services as if they were one's: what they add up to. Immutable. */
record Pool(List<Column> columns) {
    static final Pool NONE = new Pool(List.of());

    /** All rows, oldest first, each made now. */
    List<Row> rows() {
        return columns.stream()
                .flatMap(column -> IntStream.range(column.first(), column.end()).mapToObj(column::row))
                .sorted(Row.OLDEST_FIRST)
                .toList();
    }

    Pool each(UnaryOperator<Column> operator) {
        return new Pool(columns.stream().map(operator).toList());
    }

    /** How many rows, counted or not. */
    int size() {
        return columns.stream()
                .mapToInt(column -> column.end() - column.first())
                .sum();
    }

    /** What all rows come to. */
    Tally tally() {
        Tally tally = new Tally();
        columns.forEach(tally::add);
        return tally;
    }

    int count(Condition condition) {
        int count = 0;
        for (Column column : columns) {
            for (int row = column.first(); row < column.end(); row++) {
                if (condition.holds(column, row)) {
                    count++;
                }
            }
        }
        return count;
    }

    boolean any(Condition condition) {
        for (Column column : columns) {
            for (int row = column.first(); row < column.end(); row++) {
                if (condition.holds(column, row)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What {@code value} tells of each row, without what is absent; in no order that means anything. */
    long[] collect(Value value) {
        long[] found = new long[size()];
        int n = 0;
        for (Column column : columns) {
            for (int row = column.first(); row < column.end(); row++) {
                long one = value.of(column, row);
                if (one != Column.ABSENT) {
                    found[n++] = one;
                }
            }
        }
        return n == found.length ? found : Arrays.copyOf(found, n);
    }

    /** How long the rows that count last. */
    long[] values() {
        return collect((column, row) -> column.exclusion(row) == null ? column.value(row) : Column.ABSENT);
    }

    /** How long {@code stage} took in the rows that count and went through it. */
    long[] stage(LeadTimeStage stage) {
        return collect((column, row) -> column.exclusion(row) == null ? column.stage(stage, row) : Column.ABSENT);
    }

    /** When the rows that count do, in order. */
    long[] times() {
        long[] times = collect((column, row) -> column.exclusion(row) == null ? column.time(row) : Column.ABSENT);
        if (columns.size() > 1) {
            Arrays.sort(times);
        }
        return times;
    }

    /** The latest time of a row whose date can be true; absent if there is none. */
    long lastDated() {
        long last = Column.ABSENT;
        for (Column column : columns) {
            for (int row = column.end() - 1; row >= column.first(); row--) {
                if (column.exclusion(row) != ExclusionReason.CLOCK_SKEW) {
                    last = Math.max(last, column.time(row));
                    break;
                }
            }
        }
        return last;
    }

    /** A question about one row. */
    @FunctionalInterface
    interface Condition {
        boolean holds(Column column, int row);
    }

    /** A number of one row. */
    @FunctionalInterface
    interface Value {
        long of(Column column, int row);
    }
}
