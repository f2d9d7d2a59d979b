package io.fawkes.dataapi.domain.fact;

import java.time.LocalDate;

/**
 * A day with a name.
 *
 * @param date the day
 * @param title what it is; may be empty
 */
public record CalendarDay(LocalDate date, String title) {}
