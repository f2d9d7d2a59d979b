package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Kind;
import io.fawkes.insights.domain.timeline.PackedDeployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    static Column rows(Scope scope) {
        PackedDeployments deployments = scope.deployments();
        Set<Kind> included = Set.copyOf(scope.terms().included());
        Scope.Range range = scope.deploymentsOfWindow();
        int misdated = deployments.firstDated() + deployments.size() - scope.firstFuture();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(), misdated + range.size());
        leaveOut(rows, deployments, 0, deployments.firstDated());
        for (int i = range.first(); i < range.end(); i++) {
            Kind kind = deployments.kind(i);
            rows.count(i, deployments.time(i), included.contains(kind) ? null : kind.exclusion(), false);
        }
        leaveOut(rows, deployments, scope.firstFuture(), deployments.size());
        return rows.build();
    }

    /** Deployments whose dates cannot be true, of whatever window, so that they are seen. */
    private static void leaveOut(ColumnBuilder rows, PackedDeployments deployments, int first, int end) {
        for (int i = first; i < end; i++) {
            rows.leaveOut(i, deployments.time(i), ExclusionReason.CLOCK_SKEW);
        }
    }

    static DeploymentFrequency of(Pool rows, Span span) {
        long[] times = rows.times();
        Optional<Window> lived = span.lived(rows);
        Days days = span.days();
        List<WeekCount> weeks =
                lived.map(life -> WeekCount.of(times, life, days)).orElseGet(List::of);
        Instant last = times.length == 0 ? null : Nanos.at(times[times.length - 1]);
        return new DeploymentFrequency(
                times.length,
                lived.map(life -> perDay(times.length, life, days)).orElse(null),
                WeekCount.median(weeks, WeekCount::n),
                WeekCount.median(weeks, WeekCount::days),
                days.count(times, 0, times.length),
                DurationSummary.median(gaps(times)),
                last,
                last == null ? null : span.since(last),
                weeks,
                rows.tally().exclusions(),
                lived.isPresent() ? null : NullReason.NO_DEPLOYMENTS);
    }

    /** {@link #perDay} alone. */
    static @Nullable Double perDay(Pool rows, Span span) {
        return span.lived(rows)
                .map(life -> perDay(rows.tally().n(), life, span.days()))
                .orElse(null);
    }

    private static double perDay(int n, Window life, Days days) {
        return n / Math.max(1, days.between(life.start(), life.end()));
    }

    private static long[] gaps(long... times) {
        long[] gaps = new long[Math.max(0, times.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        return gaps;
    }
}
