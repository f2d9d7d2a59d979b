package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durations that count worked time only, beside the wall clock of the headline: each by the calendar of its own service.
 * Committed on Friday at 16:00 and deployed on Monday at 10:00 is 18 h where whole days are worked.
 *
 * @param withoutCalendar services that no calendar is known for; for them Monday to Friday counts, without holidays
 * @param perWorkday deployments by worked days of the window that the service lived through, at least one; null for several
 *     services and where the wall clock has none
 * @param timings lead time, recovery, time to restore, and those of {@link Timing#METRICS}
 */
public record WorkdaySeries(int withoutCalendar, @Nullable Double perWorkday, List<Timing> timings) {
    private static final List<Metric> METRICS = Stream.concat(
                    Stream.of(Metric.CHANGE_LEAD_TIME, Metric.RECOVERY_TIME, Metric.TIME_TO_RESTORE),
                    Timing.METRICS.stream())
            .toList();

    static WorkdaySeries of(int withoutCalendar, @Nullable Double perWorkday, Rows worked, Measures wallClock) {
        List<Timing> timings = METRICS.stream()
                .map(metric -> Timing.of(metric, worked.pool(metric), true).because(wallClock))
                .toList();
        return new WorkdaySeries(withoutCalendar, perWorkday, timings);
    }

    static @Nullable Double perWorkday(DeploymentFrequency frequency, Span span, Pool rows, WorkCalendar calendar) {
        return span.lived(rows)
                .map(lived -> frequency.n() / (double) Math.max(1, calendar.days(lived.start(), lived.end())))
                .orElse(null);
    }
}
