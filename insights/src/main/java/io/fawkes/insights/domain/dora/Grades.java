package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Proportion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Levels by a named policy and DORA's Quick Check score of the same measured data, beside what the team itself answered to the
 * survey. There is no level over all metrics: four levels hide opposite profiles.
 *
 * <p>Score, after the source of the Quick Check at dora.dev: survey answer b is (b - 1) / 5 x 10, percentage p is 10 - p / 10; the
 * scores of several metrics are the mean of those that have one. Lead time of 2 days 6, fail rate of 19 % 8.1.
 *
 * @param scores means of the scores of the measured values
 * @param survey what the team itself answered; null if it did not
 */
public record Grades(
        LevelPolicy policy,
        List<MetricLevel> metrics,
        Scores scores,
        @Nullable Survey survey) {
    private static final int WEEKS = 4;
    private static final int FEWEST_TIMES = 5;
    private static final int FEWEST_DEPLOYMENTS = 10;

    static Grades of(Measures measures, Span span, LevelPolicy policy, @Nullable Survey survey) {
        List<MetricLevel> metrics = measured(measures, span, policy).stream()
                .map(level ->
                        survey == null ? level : level.beside(survey.replies().get(level.metric())))
                .toList();
        return new Grades(policy, metrics, scores(metrics), survey);
    }

    private static List<MetricLevel> measured(Measures measures, Span span, LevelPolicy policy) {
        return List.of(
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
    }

    private static Scores scores(List<MetricLevel> metrics) {
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        for (MetricLevel level : metrics) {
            Double score = level.score();
            if (score != null) {
                scores.put(level.metric(), score);
            }
        }
        return Scores.of(scores);
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
        return MetricLevel.chosen(
                Metric.DEPLOYMENT_FREQUENCY, policy.frequency().grade(answer), answer);
    }

    private static MetricLevel time(
            Metric metric, DurationSummary time, @Nullable NullReason reason, LevelPolicy.Answers levels) {
        Duration median = time.p50();
        if (median == null || time.n() < FEWEST_TIMES) {
            return MetricLevel.none(metric, requireNonNullElse(reason, NullReason.TOO_FEW_SAMPLES));
        }
        int answer = SurveyAnswer.of(median);
        return MetricLevel.chosen(metric, levels.grade(answer), answer);
    }

    private static MetricLevel failRate(ChangeFailRate failRate, LevelPolicy policy) {
        Proportion rate = failRate.rate();
        return rate == null || failRate.n() < FEWEST_DEPLOYMENTS
                ? few(Metric.CHANGE_FAIL_RATE, failRate.nullReason())
                : MetricLevel.rated(Metric.CHANGE_FAIL_RATE, policy.failRate().grade(rate.rate()), rate.rate());
    }

    private static MetricLevel rework(DeploymentShare rework) {
        Proportion rate = rework.rate();
        return rate == null || rework.n() < FEWEST_DEPLOYMENTS
                ? few(Metric.REWORK_RATE, rework.nullReason())
                : MetricLevel.rated(Metric.REWORK_RATE, null, rate.rate());
    }

    private static MetricLevel few(Metric metric, @Nullable NullReason reason) {
        return MetricLevel.none(metric, requireNonNullElse(reason, NullReason.TOO_FEW_SAMPLES));
    }
}
