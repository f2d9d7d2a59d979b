package io.fawkes.dataapi.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.fact.Field;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A column of a table of entries, and what an entry puts into it.
 *
 * @param name of the column
 * @param path by which callers filter
 * @param holds what it holds
 * @param texts what an entry puts there
 */
record EntryColumn(String name, String path, Holds holds, Function<Entry, List<String>> texts) {

    /** One text, several, or a time that every entry has. */
    enum Holds {
        TEXT,
        TEXTS,
        TIME
    }

    static EntryColumn text(Field<String> field) {
        return new EntryColumn(field.path(), field.path(), Holds.TEXT, entry -> List.of(entry.text(field)));
    }

    static EntryColumn texts(String name, String path, Function<Entry, Stream<String>> texts) {
        return new EntryColumn(
                name, path, Holds.TEXTS, entry -> texts.apply(entry).toList());
    }

    static EntryColumn time(String name, Field<Instant> field) {
        return new EntryColumn(
                name,
                field.path(),
                Holds.TIME,
                entry -> List.of(entry.get(field).orElseThrow().toString()));
    }

    /** Puts what {@code entry} has into {@code row}. */
    void put(ObjectNode row, Entry entry) {
        List<String> values = texts.apply(entry);
        switch (holds) {
            case TEXT -> row.put(name, FilterSql.cut(values.getFirst()));
            case TIME -> row.put(name, values.getFirst());
            case TEXTS -> {
                var array = row.putArray(name);
                values.forEach(array::add);
            }
        }
    }

    /** The column as lists read it. */
    ListedTable.Field listed() {
        return ListedTable.Field.of(holds == Holds.TEXT ? "nullif(s." + name + ", '')" : "s." + name);
    }
}
