package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a table, by the names of its columns. What it does not say or cannot mean is an {@link InvalidField} that
 * names the column.
 *
 * @param cells what stands in the columns; empty ones may be left out
 * @param zone of times that name none
 */
public record Row(Map<String, String> cells, ZoneId zone) {

    public Row {
        cells = Map.copyOf(cells);
    }

    /** What stands in {@code column}. */
    public String text(String column) {
        return optionalText(column).orElseThrow(() -> new InvalidField(column, "missing"));
    }

    /** What stands in {@code column}; neither nothing nor what databases write for it. */
    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(cells.get(column))
                .filter(text -> !text.isEmpty() && !text.equals("NULL") && !text.equals("\\N"));
    }

    /** The whole number in {@code column}. */
    public Optional<Long> optionalNumber(String column) {
        return optionalText(column).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw because(new InvalidField(column, text + " (expected: a whole number)"), e);
            }
        });
    }

    /** The time in {@code column}. */
    public Instant time(String column) {
        return optionalTime(column).orElseThrow(() -> new InvalidField(column, "missing"));
    }

    /** The time in {@code column}. */
    public Optional<Instant> optionalTime(String column) {
        return optionalText(column).map(text -> {
            try {
                return FileTimes.read(text, zone);
            } catch (DateTimeException e) {
                throw because(new InvalidField(column, text + " (expected: a time)"), e);
            }
        });
    }

    private static InvalidField because(InvalidField refusal, RuntimeException cause) {
        refusal.initCause(cause);
        return refusal;
    }
}
