package io.fawkes.insights.domain.dora;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Quick Check scores of several metrics, each the mean of those that have one.
 *
 * @param throughput of lead time, frequency and recovery; null if none has one
 * @param stability of fail rate and rework rate; null if neither has one
 * @param overall of all; null if none has one
 */
public record Scores(
        @Nullable Double throughput,
        @Nullable Double stability,
        @Nullable Double overall) {
    private static final Set<Metric> STABILITY = Set.of(Metric.CHANGE_FAIL_RATE, Metric.REWORK_RATE);

    /** The means of {@code scores}. */
    static Scores of(Map<Metric, Double> scores) {
        return new Scores(
                mean(scores, metric -> !STABILITY.contains(metric)),
                mean(scores, STABILITY::contains),
                mean(scores, _ -> true));
    }

    private static @Nullable Double mean(Map<Metric, Double> scores, Predicate<Metric> counted) {
        double[] counting = scores.entrySet().stream()
                .filter(score -> counted.test(score.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        return counting.length == 0 ? null : java.util.Arrays.stream(counting).sum() / counting.length;
    }
}
