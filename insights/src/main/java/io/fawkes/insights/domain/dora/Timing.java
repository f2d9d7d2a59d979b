package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.PackedDeployments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes that stands beside the five metrics: builds, rollouts, syncs, incidents until somebody took them on, and lead time
 * seen by pull request and by deployment. Queued at 09:00 and started at 09:05 is 5 min of waiting.
 *
 * @param time over the rows that count
 * @param nullReason why there is none; null if there is
 */
public record Timing(
        Metric metric,
        DurationSummary time,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {
    /** The metrics that are told like this, in their order. */
    public static final List<Metric> METRICS = List.of(
            Metric.BUILD_DURATION,
            Metric.BUILD_QUEUE_TIME,
            Metric.DEPLOYMENT_DURATION,
            Metric.SYNC_DURATION,
            Metric.PULL_REQUEST_LEAD_TIME,
            Metric.DEPLOYMENT_LEAD_TIME,
            Metric.MERGE_TO_DEPLOY,
            Metric.TIME_TO_ACKNOWLEDGE);

    private static final Set<Metric> OF_BUILDS = Set.of(Metric.BUILD_DURATION, Metric.BUILD_QUEUE_TIME);

    static List<Timing> all(Rows rows, boolean anyDeployment) {
        return METRICS.stream()
                .map(metric -> of(metric, rows.pool(metric), anyDeployment))
                .toList();
    }

    static Timing of(Metric metric, Pool rows, boolean anyDeployment) {
        DurationSummary time = DurationSummary.of(rows.values());
        Map<ExclusionReason, Integer> exclusions = rows.tally().exclusions();
        return new Timing(metric, time, exclusions, time.n() > 0 ? null : reason(metric, exclusions, anyDeployment));
    }

    /** The same; what it lacks, it lacks for the reason that {@code wallClock} gives. */
    Timing because(Measures wallClock) {
        return nullReason == null ? this : new Timing(metric, time, exclusions, reasonIn(wallClock));
    }

    private @Nullable NullReason reasonIn(Measures wallClock) {
        return switch (metric) {
            case CHANGE_LEAD_TIME -> wallClock.changeLeadTime().nullReason();
            case RECOVERY_TIME -> wallClock.recoveryTime().nullReason();
            case TIME_TO_RESTORE -> wallClock.timeToRestore().nullReason();
            default -> wallClock.timing(metric).nullReason();
        };
    }

    private static NullReason reason(Metric metric, Map<ExclusionReason, Integer> exclusions, boolean anyDeployment) {
        if (exclusions.containsKey(ExclusionReason.UNTIMED)) {
            return NullReason.UNTIMED;
        }
        if (OF_BUILDS.contains(metric)) {
            return NullReason.NO_BUILDS;
        }
        if (metric == Metric.TIME_TO_ACKNOWLEDGE) {
            return NullReason.NO_INCIDENTS;
        }
        if (!anyDeployment || metric == Metric.DEPLOYMENT_DURATION) {
            return NullReason.NO_DEPLOYMENTS;
        }
        return metric == Metric.SYNC_DURATION ? NullReason.NOT_CONNECTED : NullReason.NO_LINKED_COMMITS;
    }

    static Column deploymentRows(Scope scope) {
        return rollouts(scope, _ -> true);
    }

    static Column syncRows(Scope scope) {
        return rollouts(scope, scope.deployments()::isSynced);
    }

    /** A source that tells of a rollout only when it is over dates its begin and its end alike: that is no duration. */
    private static Column rollouts(Scope scope, IntPredicate condition) {
        Scope.Range range = scope.deploymentsOfWindow();
        PackedDeployments deployments = scope.deployments();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(), range.size());
        for (int i = range.first(); i < range.end(); i++) {
            if (deployments.kind(i).isSuccess() && condition.test(i)) {
                long time = deployments.time(i);
                long start = deployments.start(i);
                rows.between(i, time, start < time ? start : Column.ABSENT, time);
            }
        }
        return rows.build();
    }
}
