package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Kind;
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

    static Column rows(Scope scope) {
        Scope.Range range = scope.deploymentsOfWindow();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(scope.timeline()::evidence), range.size());
        long lastJudged = scope.lastJudged();
        for (int i = range.first(); i < range.end(); i++) {
            long time = scope.deployments().time(i);
            Kind kind = scope.deployments().kind(i);
            boolean failed = scope.suffices(scope.timeline().evidence(i));
            boolean pending = kind.isChange() && !failed && time > lastJudged;
            rows.count(i, time, pending ? ExclusionReason.PENDING : kind.exclusion(), failed);
        }
        return rows.build();
    }

    static ChangeFailRate of(Pool rows) {
        Tally tally = rows.tally();
        return new ChangeFailRate(
                tally.n(),
                tally.hits(),
                tally.share(tally.hits()),
                EvidenceCount.of(tally),
                tally.exclusions(),
                tally.n() == 0 ? reason(tally.exclusions()) : null);
    }

    private static NullReason reason(Map<ExclusionReason, Integer> exclusions) {
        return exclusions.containsKey(ExclusionReason.PENDING) ? NullReason.PENDING : NullReason.NO_DEPLOYMENTS;
    }
}
