package io.fawkes.dataapi.domain.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Values as they are written in a filter. Times count in microseconds, as they are stored. */
final class Values {

    private static final long NANOS = 1_000_000_000L;

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,2})?");
    private static final Pattern SPAN = Pattern.compile("-?\\d{1,10}(\\.\\d{1,9})?s");

    private Values() {}

    static Object read(FilterField field, Token token) {
        String text = token.text();
        try {
            return switch (field.type()) {
                case CHOICE -> choice(field, text);
                case FLAG -> flag(text);
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> decimal(text);
                case TIME -> time(text);
                case SPAN -> span(text);
                case TEXT, MAP, TEXTS -> text;
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            var refusal =
                    Refusals.at(token.position(), field.path() + ": " + text + " (expected: " + expected(field) + ")");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String expected(FilterField field) {
        return field.type() == FieldType.CHOICE
                ? "one of " + String.join(", ", field.choices())
                : field.type().expected();
    }

    /** A name, alone or after the contract's prefix, as in {@code BUILD_STATUS_FAILED}. */
    private static String choice(FilterField field, String text) {
        return field.choices().stream()
                .filter(name -> text.equals(name) || text.equals(field.prefix() + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Neither infinity nor NaN, which no field holds. */
    private static Double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Double.valueOf(text);
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Duration span(String text) {
        if (!SPAN.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofNanos(seconds.multiply(BigDecimal.valueOf(NANOS)).longValueExact());
    }
}
