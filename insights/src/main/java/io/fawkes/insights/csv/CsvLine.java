package io.fawkes.insights.csv;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line by RFC 4180. What is unknown is an empty cell, a duration is in seconds.
 *
 * <p>A text that a spreadsheet would take for a formula ({@code =}, {@code +}, {@code -}, {@code @}, tab or return at its begin)
 * stands behind an apostrophe, so that a title that somebody chose cannot run anything where it is opened.
 */
final class CsvLine {
    private static final String FORMULA = "=+-@\t\r\n";
    private static final int NANO_DIGITS = 9;

    private CsvLine() {}

    /** {@code cells} with the end of the line. */
    static String of(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvLine::cell).collect(joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Duration duration -> seconds(duration);
            case Number number -> plain(number);
            default -> quoted(harmless(Objects.toString(value)));
        };
    }

    private static String seconds(Duration duration) {
        return plain(
                BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS)));
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = Stream.of(",", "\"", "\r", "\n").noneMatch(text::contains);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
