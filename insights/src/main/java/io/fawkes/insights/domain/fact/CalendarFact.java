package io.fawkes.insights.domain.fact;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which days and hours are worked, and when outages are announced.
 *
 * @param name {@code calendars/{calendar}}
 * @param zone of its days; null means that of the service
 * @param weekdays days of the week that are worked; empty means Monday to Friday
 * @param start when a workday begins; null means that whole days are worked
 * @param end when it ends; null means the end of the day
 * @param country whose public holidays are not worked, ISO 3166-1 in lower case; empty means none
 * @param region part of that country; empty means the whole
 * @param holidays days that are not worked besides
 * @param workdays days that are worked whatever else is said
 * @param maintenance times in which outages are announced
 * @param deleted whether nobody has it any more
 */
public record CalendarFact(
        String name,
        long version,
        @Nullable ZoneId zone,
        Set<DayOfWeek> weekdays,
        @Nullable LocalTime start,
        @Nullable LocalTime end,
        String country,
        String region,
        Set<LocalDate> holidays,
        Set<LocalDate> workdays,
        List<Period> maintenance,
        boolean deleted)
        implements RuleFact {

    /** Whether outages were announced for {@code time}. */
    public boolean isMaintenance(Instant time) {
        return maintenance.stream().anyMatch(period -> period.holds(time));
    }

    /** From {@code start} up to and without {@code end}. */
    public record Period(Instant start, Instant end) {
        private boolean holds(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }
}
