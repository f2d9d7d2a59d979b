package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.Nullable;

/**
 * How one metric is graded, and what the team itself answered of it.
 *
 * @param level null with a reason, and for the rework rate, which no report grades
 * @param score DORA's Quick Check score of the value, 0 to 10; null with a reason
 * @param choice answer of DORA's survey that the value ticks, 1 to 6; null with a reason, and for rates
 * @param nullReason why it is not graded; null if it is
 * @param survey the team's own answer; null if it gave none
 */
public record MetricLevel(
        Metric metric,
        @Nullable Level level,
        @Nullable Double score,
        @Nullable Integer choice,
        @Nullable NullReason nullReason,
        @Nullable SurveyReply survey) {

    static MetricLevel none(Metric metric, NullReason why) {
        return new MetricLevel(metric, null, null, null, why, null);
    }

    static MetricLevel chosen(Metric metric, Level level, int choice) {
        return new MetricLevel(metric, level, SurveyAnswer.score(choice), choice, null, null);
    }

    static MetricLevel rated(Metric metric, @Nullable Level level, double rate) {
        return new MetricLevel(metric, level, SurveyAnswer.score(rate), null, null, null);
    }

    /** The same beside what the team answered. */
    MetricLevel beside(@Nullable SurveyReply reply) {
        return new MetricLevel(metric, level, score, choice, nullReason, reply);
    }
}
