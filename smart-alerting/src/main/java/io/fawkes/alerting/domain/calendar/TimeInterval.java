package io.fawkes.alerting.domain.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Times that recur: those at which every field holds. A field of which nothing was said is full; one that is empty never
 * holds.
 *
 * @param minutes of the day, from 0 to 1439
 * @param weekdays from 0, Sunday, to 6
 * @param daysOfMonth from 1 to 31, or from -31 to -1 counted from the month's end
 * @param months from 1 to 12
 * @param years by their number
 * @param zone in which all of them are told
 */
public record TimeInterval(
        List<Span> minutes,
        List<Span> weekdays,
        List<Span> daysOfMonth,
        List<Span> months,
        List<Span> years,
        ZoneId zone) {

    /** Every minute of a day. */
    public static final Span ALL_MINUTES = new Span(0, 1439);

    /** Every day of a week. */
    public static final Span ALL_WEEKDAYS = new Span(0, 6);

    /** Every day of a month. */
    public static final Span ALL_DAYS = new Span(1, 31);

    /** Every month of a year. */
    public static final Span ALL_MONTHS = new Span(1, 12);

    /** Every year. */
    public static final Span ALL_YEARS = new Span(Integer.MIN_VALUE, Integer.MAX_VALUE);

    private static final int DAYS_OF_WEEK = 7;
    private static final int MINUTES_OF_HOUR = 60;

    public TimeInterval {
        minutes = List.copyOf(minutes);
        weekdays = List.copyOf(weekdays);
        daysOfMonth = List.copyOf(daysOfMonth);
        months = List.copyOf(months);
        years = List.copyOf(years);
    }

    /** Whether {@code instant} lies in it. */
    public boolean contains(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return holds(minutes, time.getHour() * MINUTES_OF_HOUR + time.getMinute())
                && holds(weekdays, time.getDayOfWeek().getValue() % DAYS_OF_WEEK)
                && holdsOnDay(time)
                && holds(months, time.getMonthValue())
                && holds(years, time.getYear());
    }

    private boolean holdsOnDay(ZonedDateTime time) {
        int length = time.toLocalDate().lengthOfMonth();
        return daysOfMonth.stream().anyMatch(span -> span.inMonth(length).contains(time.getDayOfMonth()));
    }

    private static boolean holds(List<Span> spans, int number) {
        return spans.stream().anyMatch(span -> span.contains(number));
    }
}
