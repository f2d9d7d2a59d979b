package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.Percentiles;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param deploymentDays days with at least one
 */
public record DeploymentFrequency(
        int n,
        @Nullable Double perDay,
        @Nullable Double medianPerWeek,
        int deploymentDays,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.deployments()
                .map(deployment -> Row.about(deployment, deployment.kind().exclusion()))
                .toList();
    }

    static DeploymentFrequency of(List<Row> rows, Scope scope) {
        List<Instant> times = Row.counted(rows).map(Row::time).toList();
        Optional<Window> lived = lived(scope);
        return new DeploymentFrequency(
                times.size(),
                lived.map(life -> times.size() / Math.max(1, scope.days().between(life.start(), life.end())))
                        .orElse(null),
                lived.map(life -> perWeek(times, life, scope.days()))
                        .filter(weeks -> weeks.length > 0)
                        .map(Percentiles::median)
                        .orElse(null),
                (int) times.stream().map(scope.days()::day).distinct().count(),
                Row.exclusions(rows),
                lived.isPresent() ? null : NullReason.NO_DEPLOYMENTS);
    }

    /** The part of the window that the service lived through, as far as it is known. */
    private static Optional<Window> lived(Scope scope) {
        Instant end = earlier(scope.window().end(), later(scope.watermark(), lastSuccess(scope)));
        return scope.timeline()
                .firstSuccess()
                .map(first -> later(
                        scope.window().start(),
                        scope.days().startOf(scope.days().day(first))))
                .filter(start -> start.isBefore(end))
                .map(start -> new Window(start, end));
    }

    /** A deployment may be dated after the watermark by a fast clock; that much has happened then. */
    private static Instant lastSuccess(Scope scope) {
        return scope.deployments()
                .reduce((_, last) -> last)
                .map(last -> last.time().plusNanos(1))
                .orElse(Instant.MIN);
    }

    private static double[] perWeek(List<Instant> times, Window lived, Days days) {
        List<LocalDate> weeks = days.fullWeeks(lived.start(), lived.end());
        return weeks.stream()
                .mapToDouble(week -> times.stream()
                        .filter(time -> days.week(time).equals(week))
                        .count())
                .toArray();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
