package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.statistics.Percentiles;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One full ISO week that the service lived through.
 *
 * @param monday its first day
 * @param n deployments of it; 0 is a true zero
 * @param days days of it with at least one
 */
public record WeekCount(LocalDate monday, int n, int days) {

    /** The full weeks of {@code lived} with what happened at {@code times}, which are in order; those without deployments included. */
    static List<WeekCount> of(long[] times, Window lived, Days days) {
        return days.fullWeeks(lived.start(), lived.end()).stream()
                .map(monday -> of(monday, times, days))
                .toList();
    }

    /** Median of {@code measure} over {@code weeks}; null without one. */
    static @Nullable Double median(List<WeekCount> weeks, ToDoubleFunction<WeekCount> measure) {
        return weeks.isEmpty()
                ? null
                : Percentiles.median(weeks.stream().mapToDouble(measure).toArray());
    }

    private static WeekCount of(LocalDate monday, long[] times, Days days) {
        int from = firstFrom(monday, times, days);
        int to = firstFrom(monday.plusWeeks(1), times, days);
        return new WeekCount(monday, to - from, days.count(times, from, to));
    }

    private static int firstFrom(LocalDate day, long[] times, Days days) {
        return Nanos.firstFrom(Nanos.of(days.startOf(day)), times, 0, times.length);
    }
}
