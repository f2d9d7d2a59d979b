package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Proportion;
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

    static Column reworkRows(Scope scope) {
        Scope.Range range = scope.deploymentsOfWindow();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(scope.timeline()::rework), range.size());
        for (int i = range.first(); i < range.end(); i++) {
            Kind kind = scope.deployments().kind(i);
            boolean rework = scope.suffices(scope.timeline().rework(i));
            rows.count(i, scope.deployments().time(i), kind.isSuccess() ? null : kind.exclusion(), rework);
        }
        return rows.build();
    }

    static Column rolloutRows(Scope scope) {
        Scope.Range range = scope.deploymentsOfWindow();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(), range.size());
        for (int i = range.first(); i < range.end(); i++) {
            Kind kind = scope.deployments().kind(i);
            boolean failed = kind == Kind.FAILED_ROLLOUT;
            rows.count(i, scope.deployments().time(i), failed || kind.isSuccess() ? null : kind.exclusion(), failed);
        }
        return rows.build();
    }

    static DeploymentShare of(Pool rows) {
        Tally tally = rows.tally();
        return new DeploymentShare(
                tally.n(),
                tally.hits(),
                tally.share(tally.hits()),
                EvidenceCount.of(tally),
                tally.exclusions(),
                tally.n() == 0 ? NullReason.NO_DEPLOYMENTS : null);
    }
}
