package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.Nullable;

/**
 * How one metric is graded.
 *
 * @param level null with a reason, and for the rework rate, which no report grades
 * @param score DORA's Quick Check score of the value, 0 to 10; null with a reason
 * @param nullReason why it is not graded; null if it is
 */
public record MetricLevel(
        Metric metric,
        @Nullable Level level,
        @Nullable Double score,
        @Nullable NullReason nullReason) {

    static MetricLevel none(Metric metric, NullReason why) {
        return new MetricLevel(metric, null, null, why);
    }
}
