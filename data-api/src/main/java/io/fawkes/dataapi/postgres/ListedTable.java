package io.fawkes.dataapi.postgres;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A table as lists read it.
 *
 * @param columns what is selected, without the place of a row
 * @param from tables and joins
 * @param id expression of a row's id
 * @param idType type of that id
 * @param fields by the path that callers filter by, the expression that holds it
 * @param times by the path that callers order by, an expression that is never null
 * @param team expression of the team that owns a row; empty if rows have none
 * @param whole makes of the statement that finds rows the one that reads them; empty if they are read where they are found
 */
record ListedTable(
        String columns,
        String from,
        String id,
        String idType,
        Map<String, Field> fields,
        Map<String, String> times,
        Optional<String> team,
        Optional<UnaryOperator<String>> whole) {

    /** A table whose rows are read where they are found. */
    ListedTable(
            String columns,
            String from,
            String id,
            String idType,
            Map<String, Field> fields,
            Map<String, String> times,
            Optional<String> team) {
        this(columns, from, id, idType, fields, times, team, Optional.empty());
    }

    ListedTable {
        fields = Map.copyOf(fields);
        times = Map.copyOf(times);
    }

    /** The expression that a path stands for. */
    @FunctionalInterface
    interface Field {

        /** The value; null if there is none. */
        String sql();

        /** That it is the text bound to {@code marker}, in a way that an index knows. */
        default String is(String marker, String text) {
            return sql() + " = " + marker;
        }

        /** Whether rows in which it is {@code text} are found by parts. */
        default boolean hasParts(String text) {
            return false;
        }

        /** The parts in which it is the text bound to {@code marker}. */
        default Parts parts(String marker) {
            throw new IllegalStateException(sql() + " has no parts");
        }

        static Field of(String sql) {
            return () -> sql;
        }
    }

    /**
     * Parts of a table, each of which an index has in order.
     *
     * @param from a query of the parts, called {@code part} where they are joined
     * @param joined which rows a part has
     */
    record Parts(String from, String joined) {}

    Field field(String path) {
        return Optional.ofNullable(fields.get(path))
                .orElseThrow(() -> new IllegalStateException("no column holds " + path));
    }

    /** An expression of the time that rows stand by; null stands for one that has not come. */
    static String time(String column) {
        return "coalesce(" + column + ", 'infinity'::timestamptz)";
    }
}
