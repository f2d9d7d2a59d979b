package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Share of judged changes that failed in production. 2 of 20 are 10 %.
 *
 * <p>Failures are a part of the judged, so the rate never leaves 0 to 1, and each deployment fails once however many
 * incidents it caused.
 *
 * @param n judged: failed, or older than the causal window
 * @param failed failed among them
 * @param rate with its interval; null with a reason
 * @param evidence levels that occur, strongest first, weaker ones than were asked for included
 */
public record ChangeFailRate(
        int n,
        int failed,
        @Nullable Proportion rate,
        List<EvidenceCount> evidence,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.deployments().map(deployment -> row(deployment, scope)).toList();
    }

    static ChangeFailRate of(List<Row> rows) {
        List<Row> judged = Row.counted(rows).toList();
        int failed = (int) judged.stream().filter(Row::hit).count();
        Map<ExclusionReason, Integer> exclusions = Row.exclusions(rows);
        return new ChangeFailRate(
                judged.size(),
                failed,
                judged.isEmpty() ? null : Proportion.of(failed, judged.size()),
                EvidenceCount.of(judged),
                exclusions,
                judged.isEmpty() ? reason(exclusions) : null);
    }

    private static Row row(Deployment deployment, Scope scope) {
        if (!deployment.isChange()) {
            return scope.row(deployment);
        }
        boolean failed = scope.failed(deployment);
        Row row = !failed && scope.isPending(deployment)
                ? scope.row(deployment).leftOut(ExclusionReason.PENDING)
                : scope.row(deployment);
        return row.judged(failed, scope.timeline().evidence(deployment));
    }

    private static NullReason reason(Map<ExclusionReason, Integer> exclusions) {
        return exclusions.containsKey(ExclusionReason.PENDING) ? NullReason.PENDING : NullReason.NO_DEPLOYMENTS;
    }
}
