package io.fawkes.insights.holidays;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.calendar.Holidays;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JollydayHolidaysTest {
    private static final Holidays HOLIDAYS = new JollydayHolidays();

    @ParameterizedTest
    @CsvSource({
        "2026-12-25, de, '', true",
        "2026-12-24, de, '', false",
        "2026-01-06, de, by, true",
        "2026-01-06, de, '', false",
        "2026-08-08, de, by-ag, true",
        "2025-07-04, us, '', true",
        "2026-12-25, xx, '', false"
    })
    void aCountryAndItsPartsKeepTheirOwn(LocalDate day, String country, String region, boolean holiday) {
        assertEquals(holiday, HOLIDAYS.isHoliday(day, country, region));
    }
}
