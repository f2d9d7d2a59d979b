package io.fawkes.insights.domain.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which time is worked: certain days of the week that are no holidays, as a whole or from an hour to an hour.
 *
 * <p>Friday 16:00 to Monday 10:00 is 18 h by whole days, and 2 h from nine to five. A day has 23 or 25 hours when the clocks
 * change.
 *
 * @param weekdays days of the week that are worked
 * @param holiday days that are not worked though their day of the week is
 * @param extra days that are worked whatever else is said
 * @param start when a workday begins; null for whole days
 * @param end when it ends; null for the end of the day
 */
public record WorkCalendar(
        ZoneId zone,
        Set<DayOfWeek> weekdays,
        Predicate<LocalDate> holiday,
        Set<LocalDate> extra,
        @Nullable LocalTime start,
        @Nullable LocalTime end) {
    /** Monday to Friday. */
    public static final Set<DayOfWeek> USUAL =
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    /** Whole days from Monday to Friday, without holidays. */
    public static WorkCalendar usual(ZoneId zone) {
        return new WorkCalendar(zone, USUAL, _ -> false, Set.of(), null, null);
    }

    /** Whether {@code day} is worked. */
    public boolean isWorked(LocalDate day) {
        return extra.contains(day) || (weekdays.contains(day.getDayOfWeek()) && !holiday.test(day));
    }

    /** The worked part of the time from {@code from} to {@code to}; zero if they are in no order. */
    public Duration between(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        LocalDate last = day(to);
        for (LocalDate day = day(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorked(day)) {
                worked = worked.plus(overlap(day, from, to));
            }
        }
        return worked;
    }

    /** Worked days that {@code from} up to and without {@code to} touches. */
    public int days(Instant from, Instant to) {
        int worked = 0;
        for (LocalDate day = day(from); begin(day).isBefore(to); day = day.plusDays(1)) {
            worked += isWorked(day) ? 1 : 0;
        }
        return worked;
    }

    private Duration overlap(LocalDate day, Instant from, Instant to) {
        Instant opens =
                start == null ? begin(day) : day.atTime(start).atZone(zone).toInstant();
        Instant closes = end == null
                ? begin(day.plusDays(1))
                : day.atTime(end).atZone(zone).toInstant();
        Instant begin = opens.isAfter(from) ? opens : from;
        Instant stop = closes.isBefore(to) ? closes : to;
        return begin.isBefore(stop) ? Duration.between(begin, stop) : Duration.ZERO;
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
