package io.fawkes.insights.domain.statistics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Days and ISO weeks of a zone, where a day may have 23 or 25 hours. */
public record Days(ZoneId zone) {
    /** Days from {@code start} to {@code end}; a part of a day counts by the length that day has. */
    public double between(Instant start, Instant end) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        long whole = ChronoUnit.DAYS.between(from, to);
        ZonedDateTime lastDay = from.plusDays(whole);
        Duration rest = Duration.between(lastDay, to);
        Duration length = Duration.between(lastDay, from.plusDays(whole + 1));
        return whole + (double) rest.toMillis() / length.toMillis();
    }

    /** Day of {@code instant}. */
    public LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** Monday of the ISO week of {@code instant}. */
    public LocalDate week(Instant instant) {
        return day(instant).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** How many days have at least one of {@code times}, which are in order, from number {@code from} up to and without {@code to}. */
    public int count(long[] times, int from, int to) {
        int count = 0;
        long next = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            if (times[i] >= next) {
                count++;
                next = Nanos.of(startOf(day(Nanos.at(times[i])).plusDays(1)));
            }
        }
        return count;
    }

    /** First instant of {@code day}. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Mondays of the ISO weeks that lie in [{@code start}, {@code end}) as a whole. */
    public List<LocalDate> fullWeeks(Instant start, Instant end) {
        LocalDate monday = week(start);
        if (startOf(monday).isBefore(start)) {
            monday = monday.plusWeeks(1);
        }
        List<LocalDate> weeks = new ArrayList<>();
        while (!startOf(monday.plusWeeks(1)).isAfter(end)) {
            weeks.add(monday);
            monday = monday.plusWeeks(1);
        }
        return weeks;
    }
}
