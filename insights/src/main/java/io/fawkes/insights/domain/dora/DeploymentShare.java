package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share of production deployments: DORA's deployment rework rate, or the rollout failure rate.
 *
 * <p>Rework are successful deployments that took something back or mended it, of all successful ones, whatever their kind:
 * {@code V1 V2 V3 V1} is 1 of 4. A rollout failed if nobody was ever served by it; those given up are in neither number.
 *
 * @param n deployments that are judged
 * @param hits rework, or failed, among them
 * @param rate with its interval; null with a reason
 * @param evidence levels that occur, strongest first, weaker ones than were asked for included; empty for rollouts
 */
public record DeploymentShare(
        int n,
        int hits,
        @Nullable Proportion rate,
        List<EvidenceCount> evidence,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> reworkRows(Scope scope) {
        return scope.deployments()
                .map(deployment -> reworkRow(deployment, scope))
                .toList();
    }

    static List<Row> rolloutRows(Scope scope) {
        return scope.deployments()
                .map(deployment -> rolloutRow(deployment, scope))
                .toList();
    }

    static DeploymentShare of(List<Row> rows) {
        List<Row> judged = Row.counted(rows).toList();
        int hits = (int) judged.stream().filter(Row::hit).count();
        return new DeploymentShare(
                judged.size(),
                hits,
                judged.isEmpty() ? null : Proportion.of(hits, judged.size()),
                EvidenceCount.of(judged),
                Row.exclusions(rows),
                judged.isEmpty() ? NullReason.NO_DEPLOYMENTS : null);
    }

    private static Row reworkRow(Deployment deployment, Scope scope) {
        if (!deployment.succeeded()) {
            return scope.row(deployment);
        }
        List<Evidence> found = scope.timeline().rework(deployment);
        return scope.row(deployment).leftOut(null).judged(scope.suffices(found), found);
    }

    private static Row rolloutRow(Deployment deployment, Scope scope) {
        boolean failed = deployment.kind() == Kind.FAILED_ROLLOUT;
        return failed || deployment.succeeded()
                ? scope.row(deployment).leftOut(null).judged(failed, List.of())
                : scope.row(deployment);
    }
}
