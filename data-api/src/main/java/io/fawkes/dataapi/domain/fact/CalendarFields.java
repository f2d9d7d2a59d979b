package io.fawkes.dataapi.domain.fact;

import java.util.List;

/** The fields of a calendar. Lists are replaced whole. */
@SuppressWarnings("rawtypes") // a list's class carries no element type; each field says what its elements are
public final class CalendarFields {

    public static final Field<String> DISPLAY_NAME = Field.text("display_name");
    public static final Field<String> TIME_ZONE = Field.text("time_zone");
    public static final Field<String> WORK_START = Field.text("work_start");
    public static final Field<String> WORK_END = Field.text("work_end");
    public static final Field<String> HOLIDAY_COUNTRY = Field.text("holiday_country");
    public static final Field<String> HOLIDAY_REGION = Field.text("holiday_region");

    /** {@link java.time.DayOfWeek}s. */
    public static final Field<List> WORKDAYS = new Field<>("workdays", List.class);

    /** {@link CalendarDay}s. */
    public static final Field<List> EXTRA_HOLIDAYS = new Field<>("extra_holidays", List.class);

    /** {@link CalendarDay}s. */
    public static final Field<List> EXTRA_WORKDAYS = new Field<>("extra_workdays", List.class);

    /** {@link QuietPeriod}s. */
    public static final Field<List> QUIET_PERIODS = new Field<>("quiet_periods", List.class);

    private CalendarFields() {}
}
