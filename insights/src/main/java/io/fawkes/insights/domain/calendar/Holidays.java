package io.fawkes.insights.domain.calendar;

import java.time.LocalDate;

/** Public holidays of countries and their parts. Safe for concurrent use; always answers the same. */
@FunctionalInterface
public interface Holidays {
    /** Knows none. */
    Holidays NONE = (_, _, _) -> false;

    /**
     * Whether {@code day} is a public holiday; false where the country or its part is not known.
     *
     * @param country ISO 3166-1 in lower case, for example {@code de}
     * @param region parts from the outer to the inner joined by {@code -}, for example {@code by-au}; empty for what the whole
     *     country keeps
     */
    boolean isHoliday(LocalDate day, String country, String region);
}
