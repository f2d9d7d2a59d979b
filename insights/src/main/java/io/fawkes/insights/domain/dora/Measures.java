package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of some rows over some time: what the rows add up to, so numbers and rows cannot disagree.
 *
 * @param timeToRestore of incidents, whatever caused them
 * @param timings in the order of {@link Timing#METRICS}
 */
public record Measures(
        DeploymentFrequency deploymentFrequency,
        ChangeLeadTime changeLeadTime,
        ChangeFailRate changeFailRate,
        RecoveryTime recoveryTime,
        DeploymentShare reworkRate,
        DeploymentShare rolloutFailureRate,
        RecoveryTime timeToRestore,
        BuildSuccess buildSuccess,
        List<Timing> timings,
        Coverage coverage) {

    static Measures of(Rows rows, Span span) {
        Pool deployments = rows.pool(Metric.DEPLOYMENT_FREQUENCY);
        boolean anyChange = rows.pool(Metric.CHANGE_FAIL_RATE).any(Measures::isChange);
        boolean anySuccess = rows.pool(Metric.DEPLOYMENT_DURATION).size() > 0;
        return new Measures(
                DeploymentFrequency.of(deployments, span),
                ChangeLeadTime.of(rows.pool(Metric.CHANGE_LEAD_TIME), anyChange),
                ChangeFailRate.of(rows.pool(Metric.CHANGE_FAIL_RATE)),
                RecoveryTime.ofDeployments(rows.pool(Metric.RECOVERY_TIME), anyChange, span.watermark()),
                DeploymentShare.of(rows.pool(Metric.REWORK_RATE)),
                DeploymentShare.of(rows.pool(Metric.ROLLOUT_FAILURE_RATE)),
                RecoveryTime.ofIncidents(rows.pool(Metric.TIME_TO_RESTORE), span.watermark()),
                BuildSuccess.of(rows.pool(Metric.BUILD_SUCCESS_RATE)),
                Timing.all(rows, anySuccess),
                Coverage.of(rows));
    }

    private static boolean isChange(Column column, int row) {
        ExclusionReason reason = column.exclusion(row);
        return reason == null || reason == ExclusionReason.PENDING;
    }

    /** What it tells, apart from what merely grows with the watermark. */
    List<@Nullable Object> essence() {
        return Arrays.asList(
                deploymentFrequency.n(),
                deploymentFrequency.medianPerWeek(),
                deploymentFrequency.deploymentDays(),
                deploymentFrequency.last(),
                deploymentFrequency.exclusions(),
                deploymentFrequency.nullReason(),
                changeLeadTime,
                changeFailRate,
                essence(recoveryTime),
                reworkRate,
                rolloutFailureRate,
                essence(timeToRestore),
                buildSuccess,
                timings,
                coverage);
    }

    private static List<@Nullable Object> essence(RecoveryTime recovery) {
        return Arrays.asList(
                recovery.time(),
                recovery.open(),
                recovery.survivalMedian(),
                recovery.exclusions(),
                recovery.nullReason());
    }

    /** That of {@code metric}, which is one of {@link Timing#METRICS}. */
    Timing timing(Metric metric) {
        return timings.get(Timing.METRICS.indexOf(metric));
    }
}
