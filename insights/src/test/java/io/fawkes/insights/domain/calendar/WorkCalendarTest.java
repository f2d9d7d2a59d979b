package io.fawkes.insights.domain.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T15:00:00Z"); // 16:00 in Berlin
    private static final Instant MONDAY = Instant.parse("2026-03-09T09:00:00Z"); // 10:00 in Berlin

    @Test
    void aWeekendIsNotWorked() {
        assertEquals(Duration.ofHours(18), WorkCalendar.usual(BERLIN).between(FRIDAY, MONDAY));
        assertEquals(2, WorkCalendar.usual(BERLIN).days(FRIDAY, MONDAY));
    }

    @Test
    void hoursAreThoseOfTheWorkday() {
        assertEquals(Duration.ofHours(2), fromNineToFive().between(FRIDAY, MONDAY));
        assertEquals(Duration.ZERO, fromNineToFive().between(MONDAY, FRIDAY));
    }

    @Test
    void aHolidayIsNotWorkedAndAnExtraDayIsWhateverElseIsSaid() {
        WorkCalendar calendar = new WorkCalendar(
                BERLIN,
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
                day -> day.getDayOfMonth() == 9 || day.getDayOfMonth() == 7,
                Set.of(LocalDate.of(2026, 3, 7)),
                null,
                null);

        assertEquals(Duration.ofHours(8 + 24), calendar.between(FRIDAY, MONDAY));
    }

    @Test
    void theSundayOfTheChangeOfClocksHas23Hours() {
        WorkCalendar always = new WorkCalendar(BERLIN, Set.of(DayOfWeek.values()), _ -> false, Set.of(), null, null);
        Instant midnight = Instant.parse("2026-03-28T23:00:00Z");

        assertEquals(Duration.ofHours(23), always.between(midnight, Instant.parse("2026-03-29T22:00:00Z")));
        assertEquals(1, always.days(midnight, Instant.parse("2026-03-29T22:00:00Z")));
    }

    private static WorkCalendar fromNineToFive() {
        return new WorkCalendar(
                BERLIN, WorkCalendar.USUAL, _ -> false, Set.of(), LocalTime.of(9, 0), LocalTime.of(17, 0));
    }
}
