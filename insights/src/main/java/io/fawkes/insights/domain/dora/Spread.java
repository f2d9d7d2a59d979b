package io.fawkes.insights.domain.dora;

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
    static List<Spread> over(Collection<Measures> services) {
        return Stream.of(
                        numbers(Metric.DEPLOYMENT_FREQUENCY, services, Spread::perDay),
                        times(Metric.CHANGE_LEAD_TIME, services, Spread::leadTime),
                        numbers(Metric.CHANGE_FAIL_RATE, services, Spread::failRate),
                        times(Metric.RECOVERY_TIME, services, Spread::recovery),
                        numbers(Metric.REWORK_RATE, services, Spread::rework))
                .filter(spread -> spread.services() > 0)
                .toList();
    }

    private static @Nullable Double perDay(Measures measures) {
        return measures.deploymentFrequency().perDay();
    }

    private static @Nullable Duration leadTime(Measures measures) {
        return measures.changeLeadTime().time().p50();
    }

    private static @Nullable Double failRate(Measures measures) {
        var rate = measures.changeFailRate().rate();
        return rate == null ? null : rate.rate();
    }

    private static @Nullable Duration recovery(Measures measures) {
        return measures.recoveryTime().time().p50();
    }

    private static @Nullable Double rework(Measures measures) {
        var rate = measures.reworkRate().rate();
        return rate == null ? null : rate.rate();
    }

    private static Spread numbers(
            Metric metric, Collection<Measures> services, Function<Measures, @Nullable Double> value) {
        double[] sorted = services.stream()
                .map(value)
                .flatMap(Stream::ofNullable)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return new Spread(metric, sorted.length, sorted.length == 0 ? null : quartiles(sorted), null);
    }

    private static Spread times(
            Metric metric, Collection<Measures> services, Function<Measures, @Nullable Duration> value) {
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
}
