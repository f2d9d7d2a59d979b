package io.fawkes.dataapi.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.Import;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.LineReader;
import io.fawkes.dataapi.domain.imports.Said;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records of fields between commas (RFC 4180), the first of which names the columns. One whose header cannot be used is
 * hopeless; one with a wrong number of fields is refused.
 */
final class CsvLines implements LineReader {

    /** What a format makes of a record. */
    interface Columns {

        /** Refuses, by InvalidField, names that it cannot use. */
        void demand(List<String> header);

        /** What a record says, by the names of its columns; fields that are empty are left out. */
        List<Revision> read(Map<String, String> fields);
    }

    private final ImportPlan plan;
    private final Columns columns;
    private List<String> header;

    CsvLines(Import from, Columns columns) {
        this.plan = from.plan();
        this.columns = columns;
        this.header = from.progress().header();
    }

    @Override
    public Said read(String text) {
        List<String> fields;
        try {
            fields = CsvReader.builder().ofSingleCsvRecord(text).getFields();
        } catch (CsvParseException _) {
            return new Said.Nonsense(
                    "", "not CSV (expected: fields between commas; quotes within quoted fields doubled)");
        }
        return header.isEmpty() ? named(fields) : record(fields);
    }

    private Said named(List<String> fields) {
        List<String> names = fields.stream()
                .map(String::strip)
                .map(name -> plan.columns().getOrDefault(name, name))
                .toList();
        try {
            demandOnce(names);
            columns.demand(names);
        } catch (InvalidField e) {
            return new Said.Hopeless(e.field(), e.problem());
        }
        header = names;
        return new Said.Header(names);
    }

    private static void demandOnce(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                throw new InvalidField(name, "two columns are called that");
            }
        }
    }

    private Said record(List<String> fields) {
        if (fields.size() != header.size()) {
            return new Said.Nonsense(
                    "", "%d fields (expected: %d, as the header has)".formatted(fields.size(), header.size()));
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!header.get(i).isEmpty() && !fields.get(i).isEmpty()) {
                named.put(header.get(i), fields.get(i));
            }
        }
        return new Said.Facts(columns.read(named));
    }
}
