package io.fawkes.insights.holidays;

import static java.util.stream.Collectors.toUnmodifiableSet;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.fawkes.insights.domain.calendar.Holidays;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Public holidays by Jollyday's calendars, each year of a country or a part of it computed once. */
public final class JollydayHolidays implements Holidays {
    private static final String SEPARATOR = "-";

    private final Set<String> countries = HolidayManager.getSupportedCalendarCodes().stream()
            .map(code -> code.toLowerCase(Locale.ROOT))
            .collect(toUnmodifiableSet());
    private final ConcurrentMap<Place, Set<LocalDate>> years = new ConcurrentHashMap<>();

    @Override
    public boolean isHoliday(LocalDate day, String country, String region) {
        return countries.contains(country)
                && years.computeIfAbsent(new Place(country, region, day.getYear()), JollydayHolidays::publicHolidays)
                        .contains(day);
    }

    private static Set<LocalDate> publicHolidays(Place place) {
        String[] parts =
                place.region().isEmpty() ? new String[0] : place.region().split(SEPARATOR, -1);
        return HolidayManager.getInstance(ManagerParameters.create(place.country()))
                .getHolidays(Year.of(place.year()), parts)
                .stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .collect(toUnmodifiableSet());
    }

    private record Place(String country, String region, int year) {}
}
