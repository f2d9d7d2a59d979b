package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time from a change's first commit to its first successful production deployment. Committed at 09:00 and deployed at
 * 13:15 is 4 h 15 min.
 *
 * @param stages the parts of it that some change went through, in their order
 */
public record ChangeLeadTime(
        DurationSummary time,
        List<StageTime> stages,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.changes().map(Row::about).toList();
    }

    static ChangeLeadTime of(List<Row> rows, boolean anyChange) {
        DurationSummary time = DurationSummary.of(Row.values(rows));
        return new ChangeLeadTime(
                time, StageTime.of(rows), Row.exclusions(rows), time.n() > 0 ? null : reason(anyChange));
    }

    private static NullReason reason(boolean anyChange) {
        return anyChange ? NullReason.NO_LINKED_COMMITS : NullReason.NO_DEPLOYMENTS;
    }
}
