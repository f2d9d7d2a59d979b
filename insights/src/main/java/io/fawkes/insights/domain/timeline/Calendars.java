package io.fawkes.insights.domain.timeline;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.calendar.Holidays;
import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.CalendarFact;
import java.time.ZoneId;

/** Calendars as facts tell them, made to be asked. */
final class Calendars {
    private Calendars() {}

    /** {@code fact} in its own zone, or in {@code zone} if it names none. */
    static WorkCalendar of(CalendarFact fact, ZoneId zone, Holidays holidays) {
        return new WorkCalendar(
                requireNonNullElse(fact.zone(), zone),
                fact.weekdays().isEmpty() ? WorkCalendar.USUAL : fact.weekdays(),
                day -> fact.holidays().contains(day)
                        || (!fact.country().isEmpty() && holidays.isHoliday(day, fact.country(), fact.region())),
                fact.workdays(),
                fact.start(),
                fact.end());
    }
}
