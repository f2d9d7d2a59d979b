package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Timeline;
import java.util.List;
import java.util.Map;

/**
 * An answer with the rows behind each of its numbers. One computation makes both: a metric is what its rows add up to,
 * so they cannot disagree.
 *
 * @param team team whose rows these are, {@code teams/{team}}; empty if nobody said
 * @param rows for each metric what counts and what does not, oldest first
 */
public record DoraReport(DoraAnswer answer, String team, Map<Metric, List<Row>> rows) {

    /** Answers for {@code scope}. */
    public static DoraReport of(Scope scope) {
        List<Row> frequency = sorted(DeploymentFrequency.rows(scope));
        List<Row> leadTime = sorted(ChangeLeadTime.rows(scope));
        List<Row> failRate = sorted(ChangeFailRate.rows(scope));
        List<Row> recovery = sorted(RecoveryTime.rows(scope));
        Timeline timeline = scope.timeline();
        DoraAnswer answer = new DoraAnswer(
                timeline.service().id(),
                scope.window(),
                timeline.service().zone(),
                scope.watermark(),
                scope.weakest(),
                timeline.policy().causalWindow(),
                DeploymentFrequency.of(frequency, scope),
                ChangeLeadTime.of(leadTime, scope),
                ChangeFailRate.of(failRate),
                RecoveryTime.of(recovery, scope),
                Coverage.of(scope));
        return new DoraReport(
                answer,
                timeline.service().team(),
                Map.of(
                        Metric.DEPLOYMENT_FREQUENCY, frequency,
                        Metric.CHANGE_LEAD_TIME, leadTime,
                        Metric.CHANGE_FAIL_RATE, failRate,
                        Metric.RECOVERY_TIME, recovery));
    }

    /** Rows behind {@code metric}, oldest first. */
    public List<Row> rows(Metric metric) {
        return rows.getOrDefault(metric, List.of());
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(Row.OLDEST_FIRST).toList();
    }
}
