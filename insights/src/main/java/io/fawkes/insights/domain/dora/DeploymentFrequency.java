package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param sinceLast from it to the end of the window or the watermark, whichever is earlier; null if there is none
 * @param weeks the full ISO weeks that the medians are of, oldest first
 */
public record DeploymentFrequency(
        int n,
        @Nullable Double perDay,
        @Nullable Double medianPerWeek,
        @Nullable Double medianDaysPerWeek,
        int deploymentDays,
        @Nullable Duration medianGap,
        @Nullable Instant last,
        @Nullable Duration sinceLast,
        List<WeekCount> weeks,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        Stream<Row> rows = scope.deployments()
                .map(deployment -> scope.terms().included().contains(deployment.kind())
                        ? scope.row(deployment).leftOut(null)
                        : scope.row(deployment));
        return Stream.concat(rows, scope.misdated()).toList();
    }

    static DeploymentFrequency of(List<Row> rows, Span span) {
        List<Instant> times = Row.counted(rows).map(Row::time).toList();
        Optional<Window> lived = span.lived(rows);
        Days days = span.days();
        List<WeekCount> weeks =
                lived.map(life -> WeekCount.of(times, life, days)).orElseGet(List::of);
        return new DeploymentFrequency(
                times.size(),
                lived.map(life -> times.size() / Math.max(1, days.between(life.start(), life.end())))
                        .orElse(null),
                WeekCount.median(weeks, WeekCount::n),
                WeekCount.median(weeks, WeekCount::days),
                (int) daysOf(times.stream(), days),
                DurationSummary.of(gaps(times)).p50(),
                times.isEmpty() ? null : times.getLast(),
                times.isEmpty() ? null : span.since(times.getLast()),
                weeks,
                Row.exclusions(rows),
                lived.isPresent() ? null : NullReason.NO_DEPLOYMENTS);
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
