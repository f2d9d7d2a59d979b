package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.PackedChanges;
import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
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

    static Column rows(Scope scope) {
        Scope.Range range = scope.changesOfWindow();
        PackedChanges changes = scope.changes();
        boolean anyAuthor = scope.anyAuthor();
        ColumnBuilder rows = new ColumnBuilder(new Brought(scope), range.size());
        for (int i = range.first(); i < range.end(); i++) {
            ExclusionReason reason = changes.exclusion(i, anyAuthor);
            long committed = changes.committed(i);
            long time = scope.deployments().time(changes.deployment(i));
            long value = reason == null && committed != Column.ABSENT ? time - committed : Column.ABSENT;
            rows.add(i, time, committed, value, reason, false);
        }
        return rows.build();
    }

    static ChangeLeadTime of(Pool rows, boolean anyChange) {
        long[] values = rows.values();
        Duration whole = DurationSummary.sum(values);
        DurationSummary time = DurationSummary.of(values);
        return new ChangeLeadTime(
                time, StageTime.of(rows, whole), rows.tally().exclusions(), time.n() > 0 ? null : reason(anyChange));
    }

    private static NullReason reason(boolean anyChange) {
        return anyChange ? NullReason.NO_LINKED_COMMITS : NullReason.NO_DEPLOYMENTS;
    }

    private record Brought(Scope scope) implements Entries {
        @Override
        public Subject subject(int number) {
            return Subject.of(scope.changes().get(number));
        }

        @Override
        public String environment(int number) {
            return scope.deployments().environment(scope.changes().deployment(number));
        }

        @Override
        public boolean isTraced(int number) {
            return subject(number).traced();
        }

        @Override
        public @Nullable Stages stages(int number) {
            return scope.changes().get(number).stages();
        }

        @Override
        public long stage(LeadTimeStage stage, int number, long value) {
            PackedChanges changes = scope.changes();
            return switch (stage) {
                case CODING -> changes.coding(number);
                case PICKUP -> changes.pickup(number);
                case REVIEW -> changes.review(number);
                case MERGE -> changes.merge(number);
                case DEPLOY -> changes.deploy(number, value);
            };
        }
    }
}
