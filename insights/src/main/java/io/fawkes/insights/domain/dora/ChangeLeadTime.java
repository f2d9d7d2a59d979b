package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time from a change's first commit to its first successful production deployment. Committed at 09:00 and deployed at
 * 13:15 is 4 h 15 min.
 */
public record ChangeLeadTime(
        DurationSummary time,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.timeline().changes().stream()
                .filter(change -> scope.window().contains(change.deployment().time()))
                .map(Row::about)
                .toList();
    }

    static ChangeLeadTime of(List<Row> rows, Scope scope) {
        DurationSummary time = DurationSummary.of(Row.values(rows));
        return new ChangeLeadTime(time, Row.exclusions(rows), time.n() > 0 ? null : reason(scope));
    }

    private static NullReason reason(Scope scope) {
        return scope.hasChanges() ? NullReason.NO_LINKED_COMMITS : NullReason.NO_DEPLOYMENTS;
    }
}
