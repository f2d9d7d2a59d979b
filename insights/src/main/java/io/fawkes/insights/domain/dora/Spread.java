package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Percentiles;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one metric differs among the services of a group, beside the value of all their rows pooled: DORA warns against blending
 * services, and a pooled value is mostly that of the busiest.
 *
 * @param services services that have a value
 * @param numbers of their rates: deployments per day, or shares; null for durations
 * @param times of their medians; null for rates
 */
public record Spread(
        Metric metric,
        int services,
        @Nullable Quartiles<Double> numbers,
        @Nullable Quartiles<Duration> times) {

    /** Spread of the five DORA metrics over {@code services}, those only that some service has a value of. */
    static List<Spread> over(Collection<Own> services) {
        return Stream.of(
                        numbers(Metric.DEPLOYMENT_FREQUENCY, services, Own::perDay),
                        times(Metric.CHANGE_LEAD_TIME, services, Own::leadTime),
                        numbers(Metric.CHANGE_FAIL_RATE, services, Own::failRate),
                        times(Metric.RECOVERY_TIME, services, Own::recovery),
                        numbers(Metric.REWORK_RATE, services, Own::rework))
                .filter(spread -> spread.services() > 0)
                .toList();
    }

    private static Spread numbers(Metric metric, Collection<Own> services, Function<Own, @Nullable Double> value) {
        double[] sorted = services.stream()
                .map(value)
                .flatMap(Stream::ofNullable)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return new Spread(metric, sorted.length, sorted.length == 0 ? null : quartiles(sorted), null);
    }

    private static Spread times(Metric metric, Collection<Own> services, Function<Own, @Nullable Duration> value) {
        List<Duration> sorted = services.stream()
                .map(value)
                .flatMap(Stream::ofNullable)
                .sorted()
                .toList();
        return new Spread(metric, sorted.size(), null, sorted.isEmpty() ? null : quartiles(sorted));
    }

    private static Quartiles<Double> quartiles(double... sorted) {
        return new Quartiles<>(Percentiles.of(25, sorted), Percentiles.of(50, sorted), Percentiles.of(75, sorted));
    }

    private static Quartiles<Duration> quartiles(List<Duration> sorted) {
        return new Quartiles<>(Percentiles.of(25, sorted), Percentiles.of(50, sorted), Percentiles.of(75, sorted));
    }

    /**
     * What one service has of the five metrics; null where it has none.
     *
     * @param leadTime median, as is {@code recovery}
     */
    record Own(
            @Nullable Double perDay,
            @Nullable Duration leadTime,
            @Nullable Double failRate,
            @Nullable Duration recovery,
            @Nullable Double rework) {
        static Own of(Rows rows, Span span) {
            return new Own(
                    DeploymentFrequency.perDay(rows.pool(Metric.DEPLOYMENT_FREQUENCY), span),
                    DurationSummary.median(rows.pool(Metric.CHANGE_LEAD_TIME).values()),
                    rate(rows.pool(Metric.CHANGE_FAIL_RATE)),
                    DurationSummary.median(rows.pool(Metric.RECOVERY_TIME).values()),
                    rate(rows.pool(Metric.REWORK_RATE)));
        }

        private static @Nullable Double rate(Pool rows) {
            Tally tally = rows.tally();
            return tally.n() == 0 ? null : (double) tally.hits() / tally.n();
        }
    }
}
