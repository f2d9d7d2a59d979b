package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.groupingBy;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.Percentiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /** The full weeks of {@code lived}, those without deployments included. */
    static List<WeekCount> of(List<Instant> times, Window lived, Days days) {
        Map<LocalDate, List<Instant>> byWeek = times.stream().collect(groupingBy(days::week));
        return days.fullWeeks(lived.start(), lived.end()).stream()
                .map(monday -> of(monday, byWeek.getOrDefault(monday, List.of()), days))
                .toList();
    }

    /** Median of {@code measure} over {@code weeks}; null without one. */
    static @Nullable Double median(List<WeekCount> weeks, ToDoubleFunction<WeekCount> measure) {
        return weeks.isEmpty()
                ? null
                : Percentiles.median(weeks.stream().mapToDouble(measure).toArray());
    }

    private static WeekCount of(LocalDate monday, List<Instant> times, Days days) {
        return new WeekCount(monday, times.size(), (int)
                times.stream().map(days::day).distinct().count());
    }
}
