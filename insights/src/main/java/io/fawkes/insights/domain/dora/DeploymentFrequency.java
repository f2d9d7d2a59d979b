package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.groupingBy;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Percentiles;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Successful production deployments of a new version. 10 in 7 days are 1.43 a day.
 *
 * <p>A service's clock starts with the day of its first production deployment, and what lies after the watermark has not
 * happened yet: neither is divided by.
 *
 * @param n how many ended in the window; 0 is a true zero
 * @param perDay n divided by the days of the window that the service lived through, at least one; null before its first
 *     deployment
 * @param medianPerWeek median over the full ISO weeks of the window, empty ones included; null without one full week
 * @param medianDaysPerWeek median number of days with at least one over the same weeks; null without one full week
 * @param deploymentDays days with at least one
 * @param medianGap median time from one to the next; null with fewer than two
 * @param last when the latest of the window ended; null if there is none
 */
public record DeploymentFrequency(
        int n,
        @Nullable Double perDay,
        @Nullable Double medianPerWeek,
        @Nullable Double medianDaysPerWeek,
        int deploymentDays,
        @Nullable Duration medianGap,
        @Nullable Instant last,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.deployments().map(scope::row).toList();
    }

    static DeploymentFrequency of(List<Row> rows, Span span) {
        List<Instant> times = Row.counted(rows).map(Row::time).toList();
        Optional<Window> lived = span.lived(rows);
        Days days = span.days();
        return new DeploymentFrequency(
                times.size(),
                lived.map(life -> times.size() / Math.max(1, days.between(life.start(), life.end())))
                        .orElse(null),
                lived.map(life -> weekly(times, life, days, Stream::count)).orElse(null),
                lived.map(life -> weekly(times, life, days, week -> daysOf(week, days)))
                        .orElse(null),
                (int) daysOf(times.stream(), days),
                DurationSummary.of(gaps(times)).p50(),
                times.isEmpty() ? null : times.getLast(),
                Row.exclusions(rows),
                lived.isPresent() ? null : NullReason.NO_DEPLOYMENTS);
    }

    private static @Nullable Double weekly(
            List<Instant> times, Window lived, Days days, ToLongFunction<Stream<Instant>> measure) {
        List<LocalDate> weeks = days.fullWeeks(lived.start(), lived.end());
        if (weeks.isEmpty()) {
            return null;
        }
        Map<LocalDate, List<Instant>> byWeek = times.stream().collect(groupingBy(days::week));
        return Percentiles.median(weeks.stream()
                .mapToDouble(week -> measure.applyAsLong(byWeek.getOrDefault(week, List.of()).stream()))
                .toArray());
    }

    private static long daysOf(Stream<Instant> times, Days days) {
        return times.map(days::day).distinct().count();
    }

    private static List<Duration> gaps(List<Instant> times) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        return gaps;
    }
}
