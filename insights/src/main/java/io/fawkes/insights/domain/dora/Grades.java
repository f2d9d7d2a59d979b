package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Proportion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Levels by a named policy and DORA's Quick Check score of the same measured data, so that a team can lay it beside its own
 * answers to the survey. There is no level over all metrics: four levels hide opposite profiles.
 *
 * <p>Score, after the source of the Quick Check at dora.dev: survey answer b is (b - 1) / 5 x 10, percentage p is 10 - p / 10; the
 * scores of several metrics are the mean of those that have one. Lead time of 2 days 6, fail rate of 19 % 8.1.
 *
 * @param throughput mean score of lead time, frequency and recovery; null if none has one
 * @param stability mean score of fail rate and rework rate; null if neither has one
 * @param overall mean score of all; null if none has one
 */
public record Grades(
        LevelPolicy policy,
        List<MetricLevel> metrics,
        @Nullable Double throughput,
        @Nullable Double stability,
        @Nullable Double overall) {
    private static final int WEEKS = 4;
    private static final int FEWEST_TIMES = 5;
    private static final int FEWEST_DEPLOYMENTS = 10;
    private static final double WHOLE = 10;
    private static final Set<Metric> STABILITY = Set.of(Metric.CHANGE_FAIL_RATE, Metric.REWORK_RATE);

    static Grades of(Measures measures, Span span, LevelPolicy policy) {
        List<MetricLevel> metrics = List.of(
                frequency(measures.deploymentFrequency(), span, policy),
                time(
                        Metric.CHANGE_LEAD_TIME,
                        measures.changeLeadTime().time(),
                        measures.changeLeadTime().nullReason(),
                        policy.leadTime()),
                failRate(measures.changeFailRate(), policy),
                time(
                        Metric.RECOVERY_TIME,
                        measures.recoveryTime().time(),
                        measures.recoveryTime().nullReason(),
                        policy.recovery()),
                rework(measures.reworkRate()));
        return new Grades(
                policy,
                metrics,
                mean(metrics.stream().filter(level -> !STABILITY.contains(level.metric()))),
                mean(metrics.stream().filter(level -> STABILITY.contains(level.metric()))),
                mean(metrics.stream()));
    }

    private static MetricLevel frequency(DeploymentFrequency frequency, Span span, LevelPolicy policy) {
        Double perWeek = frequency.medianPerWeek();
        Double daysPerWeek = frequency.medianDaysPerWeek();
        Double perDay = frequency.perDay();
        if (perWeek == null || daysPerWeek == null || perDay == null || !span.hasHistoryOf(WEEKS)) {
            return MetricLevel.none(
                    Metric.DEPLOYMENT_FREQUENCY,
                    requireNonNullElse(frequency.nullReason(), NullReason.INSUFFICIENT_HISTORY));
        }
        int answer = SurveyAnswer.of(perWeek, daysPerWeek, perDay);
        return new MetricLevel(Metric.DEPLOYMENT_FREQUENCY, policy.frequency().grade(answer), score(answer), null);
    }

    private static MetricLevel time(
            Metric metric, DurationSummary time, @Nullable NullReason reason, LevelPolicy.Answers levels) {
        Duration median = time.p50();
        if (median == null || time.n() < FEWEST_TIMES) {
            return MetricLevel.none(metric, requireNonNullElse(reason, NullReason.TOO_FEW_SAMPLES));
        }
        int answer = SurveyAnswer.of(median);
        return new MetricLevel(metric, levels.grade(answer), score(answer), null);
    }

    private static MetricLevel failRate(ChangeFailRate failRate, LevelPolicy policy) {
        Proportion rate = failRate.rate();
        return rate == null || failRate.n() < FEWEST_DEPLOYMENTS
                ? few(Metric.CHANGE_FAIL_RATE, failRate.nullReason())
                : new MetricLevel(Metric.CHANGE_FAIL_RATE, policy.failRate().grade(rate.rate()), score(rate), null);
    }

    private static MetricLevel rework(DeploymentShare rework) {
        Proportion rate = rework.rate();
        return rate == null || rework.n() < FEWEST_DEPLOYMENTS
                ? few(Metric.REWORK_RATE, rework.nullReason())
                : new MetricLevel(Metric.REWORK_RATE, null, score(rate), null);
    }

    private static MetricLevel few(Metric metric, @Nullable NullReason reason) {
        return MetricLevel.none(metric, requireNonNullElse(reason, NullReason.TOO_FEW_SAMPLES));
    }

    private static double score(int answer) {
        return (answer - 1) * WHOLE / (SurveyAnswer.BEST - 1);
    }

    private static double score(Proportion rate) {
        return WHOLE - WHOLE * rate.rate();
    }

    private static @Nullable Double mean(Stream<MetricLevel> levels) {
        double[] scores = levels.map(MetricLevel::score)
                .flatMap(Stream::ofNullable)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return scores.length == 0 ? null : java.util.Arrays.stream(scores).sum() / scores.length;
    }
}
