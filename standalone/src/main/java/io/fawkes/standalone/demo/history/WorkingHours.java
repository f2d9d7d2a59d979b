package io.fawkes.standalone.demo.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Monday to Friday from nine to six, where the team is. */
record WorkingHours(ZoneId zone) {

    static final LocalTime OPENING = LocalTime.of(9, 0);
    static final LocalTime CLOSING = LocalTime.of(18, 0);

    boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** Whether somebody works at {@code moment}, closing time included. */
    boolean contains(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        return isWorkday(local.toLocalDate()) && !time.isBefore(OPENING) && !time.isAfter(CLOSING);
    }

    LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /** {@code moment}, or else the closing time before it. */
    Instant lastAtOrBefore(Instant moment) {
        if (contains(moment)) {
            return moment;
        }
        LocalDate day = day(moment);
        Instant closing = at(day, CLOSING);
        return closing.isAfter(moment) ? closingOf(day.minusDays(1)) : closingOf(day);
    }

    /** The last workday at or before {@code day}. */
    LocalDate workday(LocalDate day) {
        LocalDate found = day;
        while (!isWorkday(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    private Instant closingOf(LocalDate day) {
        return at(workday(day), CLOSING);
    }
}
