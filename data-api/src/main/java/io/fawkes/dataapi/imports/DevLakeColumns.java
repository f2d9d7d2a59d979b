package io.fawkes.dataapi.imports;

import io.fawkes.dataapi.devlake.DevLakeTable;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Columns that are called as those of a table of DevLake's are; its other columns are left aside. */
record DevLakeColumns(DevLakeTable table, ZoneId zone, Supplier<Instant> clock) implements CsvLines.Columns {

    @Override
    public void demand(List<String> header) {
        table.needed().stream()
                .filter(column -> !header.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new InvalidField(column, "no such column (expected: those of " + table.tableName() + ")");
                });
    }

    @Override
    public List<Revision> read(Map<String, String> fields) {
        Revision revision = table.read().apply(new Row(fields, zone));
        return List.of(table.rule().checked(revision, clock.get()));
    }
}
