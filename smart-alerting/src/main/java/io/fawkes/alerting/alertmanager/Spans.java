package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.calendar.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ranges as a configuration file writes them: {@code from:to}, both included, or one alone. */
final class Spans {

    private static final Pattern TIME = Pattern.compile("(?:([01]\\d|2[0-3]):([0-5]\\d))|24:00");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");
    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final int LAST_MONTH = 12;
    private static final int LONGEST_MONTH = 31;
    private static final int SHORTEST_MONTH = 28;
    private static final int END_OF_DAY = 24 * 60;

    private Spans() {}

    /** The minute of the day that {@code text} tells, up to 24:00. */
    static Optional<Integer> minute(String text) {
        var written = TIME.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        String hour = written.group(1);
        return Optional.of(
                hour == null ? END_OF_DAY : Integer.parseInt(hour) * 60 + Integer.parseInt(written.group(2)));
    }

    static Optional<Span> weekdays(String text) {
        return ascending(text, day -> Optional.of(WEEKDAYS.indexOf(day)).filter(index -> index >= 0));
    }

    static Optional<Span> months(String text) {
        return ascending(
                text,
                month -> Optional.of(MONTHS.indexOf(month) + 1)
                        .filter(index -> index > 0)
                        .or(() -> number(month).filter(index -> index >= 1 && index <= LAST_MONTH)));
    }

    static Optional<Span> years(String text) {
        return ascending(text, Spans::number);
    }

    /** Refuses what begins after its end in every month; a range that begins at the month's end has to end there too. */
    static Optional<Span> daysOfMonth(String text) {
        return span(text, day -> number(day).filter(number -> number != 0 && Math.abs(number) <= LONGEST_MONTH))
                .filter(span -> span.first() > 0 || span.last() < 0)
                .filter(span -> inShortestMonth(span.first()) <= inShortestMonth(span.last()));
    }

    private static int inShortestMonth(int day) {
        return day < 0 ? SHORTEST_MONTH + day : day;
    }

    private static Optional<Span> ascending(String text, Function<String, Optional<Integer>> member) {
        return span(text, member).filter(span -> span.first() <= span.last());
    }

    private static Optional<Span> span(String text, Function<String, Optional<Integer>> member) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        return parts.length > 2
                ? Optional.empty()
                : member.apply(parts[0])
                        .flatMap(first -> member.apply(parts[parts.length - 1]).map(last -> new Span(first, last)));
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
