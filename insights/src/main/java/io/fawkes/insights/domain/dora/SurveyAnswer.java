package io.fawkes.insights.domain.dora;

import java.time.Duration;

/**
 * The answer of DORA's survey that a measured value would have ticked, from 1 (worst) to 6 (best). The answers are those of the
 * surveys of 2019 to 2025 and of the Quick Check at dora.dev.
 *
 * <p>Times: less than an hour 6, a day 5, a week 4, a month 3, six months 2, else 1; exactly a day is not less than a day.
 * Frequency: on demand 6, between hourly and daily 5, daily and weekly 4, weekly and monthly 3, monthly and half-yearly 2,
 * else 1. A month is a twelfth of 365.25 days.
 */
final class SurveyAnswer {
    static final int BEST = 6;

    private static final double WHOLE = 10;

    private static final Duration MONTH = Duration.ofDays(365).plusHours(6).dividedBy(12);
    private static final double DAYS_OF_MONTH =
            (double) MONTH.toMinutes() / Duration.ofDays(1).toMinutes();
    private static final int MONTHS = 6;
    private static final double WORKDAYS = 5;

    private SurveyAnswer() {}

    /** Quick Check score of {@code answer}, 0 to 10: (b - 1) / 5 x 10, after the source of the Quick Check at dora.dev. */
    static double score(int answer) {
        return (answer - 1) * WHOLE / (BEST - 1);
    }

    /** Likewise of a rate from 0 to 1: of the percentage p it is 10 - p / 10. */
    static double score(double rate) {
        return WHOLE - WHOLE * rate;
    }

    /** Of a lead time or a recovery time. */
    static int of(Duration time) {
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return BEST;
        }
        if (time.compareTo(Duration.ofDays(1)) < 0) {
            return 5;
        }
        if (time.compareTo(Duration.ofDays(7)) < 0) {
            return 4;
        }
        if (time.compareTo(MONTH) < 0) {
            return 3;
        }
        return time.compareTo(MONTH.multipliedBy(MONTHS)) < 0 ? 2 : 1;
    }

    /**
     * Of a frequency by its median week: on demand is at least five a week and more than one on each day that has any; ten on
     * Mondays are, one each workday is not. Below one a week the whole window decides.
     *
     * @param perWeek median per week
     * @param daysPerWeek median days with any per week
     * @param perDay over the whole window
     */
    static int of(double perWeek, double daysPerWeek, double perDay) {
        if (perWeek >= WORKDAYS) {
            return perWeek > daysPerWeek ? BEST : 5;
        }
        if (perWeek >= 1) {
            return 4;
        }
        if (perDay * DAYS_OF_MONTH >= 1) {
            return 3;
        }
        return perDay * DAYS_OF_MONTH * MONTHS >= 1 ? 2 : 1;
    }
}
