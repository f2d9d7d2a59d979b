package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.detector.Band;
import io.fawkes.anomaly.domain.detector.Basis;
import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.detector.Forecast;
import io.fawkes.anomaly.domain.detector.View;
import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.CloseReason;
import io.fawkes.anomaly.domain.event.Reading;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns as the domain's records, and back. */
final class Rows {
    /** What never changes about an anomaly. */
    static final String IDENTITY = "id, rule, series, label_names, label_values, service, open_time";

    /** What changes, in the anomaly's own table and in the log alike. */
    static final String CHANGING = "update_time, close_time, close_reason, reading_time, value, expected, lower_bound,"
            + " upper_bound, score, severity, direction, view, forecast, share, points, knows_time_of_day, knows_week";

    private Rows() {}

    static Anomaly anomaly(Readable row) {
        return new Anomaly(
                text(row, "id"),
                text(row, "rule"),
                labels(row),
                text(row, "service"),
                instant(row, "open_time"),
                instant(row, "update_time"),
                instantOrNull(row, "close_time"),
                closeReason(row),
                reading(row));
    }

    private static @Nullable CloseReason closeReason(Readable row) {
        String reason = row.get("close_reason", String.class);
        return reason == null ? null : CloseReason.valueOf(reason);
    }

    private static Reading reading(Readable row) {
        return new Reading(
                instant(row, "reading_time"),
                number(row, "value"),
                number(row, "expected"),
                new Band(number(row, "lower_bound"), number(row, "upper_bound")),
                number(row, "score"),
                number(row, "severity"),
                Direction.valueOf(text(row, "direction")),
                View.valueOf(text(row, "view")),
                basis(row));
    }

    private static Basis basis(Readable row) {
        return new Basis(
                Forecast.valueOf(text(row, "forecast")),
                number(row, "share"),
                Sql.column(row, "points", Long.class),
                Sql.column(row, "knows_time_of_day", Boolean.class),
                Sql.column(row, "knows_week", Boolean.class));
    }

    private static Labels labels(Readable row) {
        return labels(row, "label_names", "label_values");
    }

    static Labels labels(Readable row, String namesColumn, String valuesColumn) {
        String[] names = Sql.column(row, namesColumn, String[].class);
        String[] values = Sql.column(row, valuesColumn, String[].class);
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            labels.put(names[i], values[i]);
        }
        return new Labels(labels);
    }

    static String text(Readable row, String column) {
        return Sql.column(row, column, String.class);
    }

    static int integer(Readable row, String column) {
        return Sql.column(row, column, Integer.class);
    }

    private static double number(Readable row, String column) {
        return Sql.column(row, column, Double.class);
    }

    static Instant instant(Readable row, String column) {
        return Sql.column(row, column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Binds {@code time}, which may be null, to {@code marker}. */
    static Statement bind(Statement statement, String marker, @Nullable Instant time) {
        return time == null ? statement.bindNull(marker, OffsetDateTime.class) : statement.bind(marker, utc(time));
    }

    static String[] names(Labels labels) {
        return labels.values().keySet().toArray(String[]::new);
    }

    static String[] values(Labels labels) {
        return labels.values().values().toArray(String[]::new);
    }
}
