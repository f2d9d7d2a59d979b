package io.fawkes.alerting.domain.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When recurring times hold, and when a route is quiet by them. */
class TimeIntervalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:59:59Z, false",
        "2026-03-02T09:00:00Z, true",
        "2026-03-02T16:59:59Z, true",
        "2026-03-02T17:00:00Z, false"
    })
    void aTimeBeginsWithItsStartAndEndsBeforeItsEnd(Instant time, boolean holds) {
        assertEquals(holds, minutes(9 * 60, 17 * 60 - 1, ZoneOffset.UTC).contains(time));
    }

    @Test
    void timesAreThoseOfTheZoneInSummerAndInWinter() {
        var morning = minutes(9 * 60, 10 * 60 - 1, BERLIN);

        assertTrue(morning.contains(Instant.parse("2026-01-15T08:30:00Z")));
        assertTrue(morning.contains(Instant.parse("2026-07-15T07:30:00Z")));
        assertFalse(morning.contains(Instant.parse("2026-07-15T08:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 7, 2026-02-07, true",
        "1, 7, 2026-02-08, false",
        "-3, -1, 2026-02-25, false",
        "-3, -1, 2026-02-26, true",
        "-3, -1, 2028-02-26, false",
        "-3, -1, 2028-02-29, true",
        "-1, -1, 2026-04-30, true",
        "31, 31, 2026-04-30, false",
        "29, 31, 2026-02-28, false",
        "29, 31, 2026-04-30, true",
        "-31, -1, 2026-02-01, true",
        "15, -1, 2026-02-14, false",
        "15, -1, 2026-02-28, true"
    })
    void negativeDaysCountFromTheMonthsEndAndWhatIsOutsideIsCutOff(int first, int last, String date, boolean holds) {
        var days = new TimeInterval(
                List.of(TimeInterval.ALL_MINUTES),
                List.of(TimeInterval.ALL_WEEKDAYS),
                List.of(new Span(first, last)),
                List.of(TimeInterval.ALL_MONTHS),
                List.of(TimeInterval.ALL_YEARS),
                ZoneOffset.UTC);

        assertEquals(holds, days.contains(Instant.parse(date + "T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01, true", "2026-03-02, false", "2026-03-07, true", "2026-04-05, false", "2027-03-07, false"})
    void everyFieldHasToHold(String date, boolean holds) {
        var weekendsInMarch = new TimeInterval(
                List.of(TimeInterval.ALL_MINUTES),
                List.of(new Span(0, 0), new Span(6, 6)),
                List.of(TimeInterval.ALL_DAYS),
                List.of(new Span(3, 3)),
                List.of(new Span(2026, 2026)),
                ZoneOffset.UTC);

        assertEquals(holds, weekendsInMarch.contains(Instant.parse(date + "T12:00:00Z")));
    }

    @Test
    void aRouteIsQuietInItsMutingIntervalsAndOutsideOfAllItsActiveOnes() {
        var night = new NamedInterval("night", List.of(minutes(0, 6 * 60, ZoneOffset.UTC)));
        var day = new NamedInterval("day", List.of(minutes(8 * 60, 20 * 60, ZoneOffset.UTC)));
        var quiet = new QuietTimes(List.of(night), List.of(day));

        assertEquals(List.of("day"), quiet.mutedBy(Instant.parse("2026-03-01T03:00:00Z")));
        assertEquals(List.of(), quiet.mutedBy(Instant.parse("2026-03-01T12:00:00Z")));
        assertEquals(
                List.of("night"),
                new QuietTimes(List.of(night), List.of()).mutedBy(Instant.parse("2026-03-01T03:00:00Z")));
        assertEquals(List.of(), QuietTimes.NONE.mutedBy(Instant.EPOCH));
    }

    private static TimeInterval minutes(int first, int last, ZoneId zone) {
        return new TimeInterval(
                List.of(new Span(first, last)),
                List.of(TimeInterval.ALL_WEEKDAYS),
                List.of(TimeInterval.ALL_DAYS),
                List.of(TimeInterval.ALL_MONTHS),
                List.of(TimeInterval.ALL_YEARS),
                zone);
    }
}
