package io.fawkes.insights.csv;

import static java.util.stream.Collectors.joining;

import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Rows behind a number as CSV, a line for each. */
public final class RowCsv {
    private static final List<String> HEAD = List.of(
            "metric",
            "time",
            "start_time",
            "value_seconds",
            "counted",
            "exclusion",
            "hit",
            "subject",
            "version",
            "title",
            "deployment",
            "environment",
            "uri",
            "evidence");

    private RowCsv() {}

    /** The head. */
    public static String head() {
        return CsvLine.of(HEAD);
    }

    /** {@code rows} of {@code metric} in their order, without the head. */
    public static String of(Metric metric, Collection<Row> rows) {
        return rows.stream().map(row -> line(metric, row)).collect(joining());
    }

    private static String line(Metric metric, Row row) {
        return CsvLine.of(Arrays.asList(
                metric,
                row.time(),
                row.start(),
                row.value(),
                row.counted(),
                row.exclusion(),
                row.hit(),
                row.subject(),
                row.about().revision(),
                row.about().title(),
                row.about().deployment(),
                row.about().environment(),
                row.about().uri(),
                row.evidence().stream()
                        .map(found -> found.level() + " " + found.subject() + ": " + found.text())
                        .collect(joining("; "))));
    }
}
