package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.CalendarDay;
import io.fawkes.dataapi.domain.fact.CalendarFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.QuietPeriod;
import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold for a calendar. */
final class CalendarRule {

    private static final Pattern HOUR = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+){0,3}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private CalendarRule() {}

    /** The calendar, its quiet periods in the order of their beginnings. */
    static Entry demanded(Entry calendar, Demand demand) {
        demand.zone(calendar, CalendarFields.TIME_ZONE);
        demand.once(CalendarFields.WORKDAYS, calendar.list(CalendarFields.WORKDAYS, DayOfWeek.class));
        hours(calendar, demand);
        holidays(calendar, demand);
        days(calendar, CalendarFields.EXTRA_HOLIDAYS, demand);
        days(calendar, CalendarFields.EXTRA_WORKDAYS, demand);
        return calendar.with(CalendarFields.QUIET_PERIODS, periods(calendar, demand));
    }

    private static void hours(Entry calendar, Demand demand) {
        String start = calendar.text(CalendarFields.WORK_START);
        String end = calendar.text(CalendarFields.WORK_END);
        demand.that(start.isEmpty() == end.isEmpty(), CalendarFields.WORK_END, end, "set together with work_start");
        hour(start, CalendarFields.WORK_START, demand);
        hour(end, CalendarFields.WORK_END, demand);
        demand.that(end.isEmpty() || start.compareTo(end) < 0, CalendarFields.WORK_END, end, "later than work_start");
    }

    private static void hour(String text, Field<String> field, Demand demand) {
        demand.that(text.isEmpty() || HOUR.matcher(text).matches(), field, text, "an hour such as 09:00");
    }

    private static void holidays(Entry calendar, Demand demand) {
        String country = calendar.text(CalendarFields.HOLIDAY_COUNTRY);
        String region = calendar.text(CalendarFields.HOLIDAY_REGION);
        demand.that(
                country.isEmpty()
                        || (country.equals(country.toLowerCase(Locale.ROOT))
                                && COUNTRIES.contains(country.toUpperCase(Locale.ROOT))),
                CalendarFields.HOLIDAY_COUNTRY,
                country,
                "a country of ISO 3166-1 in lower case, such as de");
        demand.that(
                region.isEmpty() || REGION.matcher(region).matches(),
                CalendarFields.HOLIDAY_REGION,
                region,
                "ids joined by -, such as by or by-au");
        demand.that(
                region.isEmpty() || !country.isEmpty(),
                CalendarFields.HOLIDAY_REGION,
                region,
                "set together with holiday_country");
    }

    @SuppressWarnings("rawtypes") // a list's class carries no element type
    private static void days(Entry calendar, Field<List> field, Demand demand) {
        demand.once(
                field,
                calendar.list(field, CalendarDay.class).stream()
                        .map(CalendarDay::date)
                        .toList());
    }

    private static List<QuietPeriod> periods(Entry calendar, Demand demand) {
        List<QuietPeriod> periods = calendar.list(CalendarFields.QUIET_PERIODS, QuietPeriod.class);
        demand.once(CalendarFields.QUIET_PERIODS, periods);
        periods.forEach(period -> demand.that(
                period.start().isBefore(period.end()),
                CalendarFields.QUIET_PERIODS,
                period.start() + " to " + period.end(),
                "an end after the beginning"));
        return periods.stream()
                .sorted(Comparator.comparing(QuietPeriod::start).thenComparing(QuietPeriod::end))
                .toList();
    }
}
