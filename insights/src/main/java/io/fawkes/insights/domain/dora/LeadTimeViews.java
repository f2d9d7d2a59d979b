package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.PackedChanges;
import org.jspecify.annotations.Nullable;

/**
 * Lead time seen otherwise than by change: by pull request, by deployment, and from the merge on.
 *
 * <p>A pull request is complete with the last of its changes: committed 09:00 and 11:00, merged 12:00, deployed 13:00 is 4 h
 * by pull request and 1 h from merge to deployment. A deployment is as old as the oldest change that it brought.
 */
final class LeadTimeViews {
    private LeadTimeViews() {}

    static Column ofDeployments(Scope scope) {
        Scope.Range range = scope.changesOfWindow();
        PackedChanges changes = scope.changes();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(), range.size());
        int next;
        for (int i = range.first(); i < range.end(); i = next) {
            int deployment = changes.deployment(i);
            next = i + 1;
            while (next < range.end() && changes.deployment(next) == deployment) {
                next++;
            }
            Oldest oldest = new Oldest(scope);
            for (int change = i; change < next; change++) {
                oldest.consider(change);
            }
            oldest.add(deployment, deployment, rows);
        }
        return rows.build();
    }

    static Column ofPulls(Scope scope) {
        return pulls(scope, (last, rows) -> oldestOf(last, scope).add(last, deploymentOf(last, scope), rows));
    }

    static Column fromMerge(Scope scope) {
        return pulls(scope, (last, rows) -> {
            Oldest oldest = oldestOf(last, scope);
            long time = scope.deployments().time(deploymentOf(last, scope));
            long merged = scope.changes().merged(last);
            if (!oldest.counts(time)) {
                oldest.add(last, deploymentOf(last, scope), rows);
            } else if (merged == Column.ABSENT || merged > time) {
                rows.leaveOut(last, time, ExclusionReason.UNMERGED);
            } else {
                rows.between(last, time, merged, time);
            }
        });
    }

    private static Column pulls(Scope scope, Measure measure) {
        Scope.Range range = scope.changesOfWindow();
        ColumnBuilder rows = new ColumnBuilder(new Pulls(scope.changes(), scope), range.size());
        scope.changes().lastOfPulls(range.first(), range.end()).forEach(last -> measure.add(last, rows));
        return rows.build();
    }

    private static int deploymentOf(int change, Scope scope) {
        return scope.changes().deployment(change);
    }

    private static Oldest oldestOf(int last, Scope scope) {
        Oldest oldest = new Oldest(scope);
        scope.changes().ofPull(last).forEach(oldest::consider);
        return oldest;
    }

    @FunctionalInterface
    private interface Measure {
        void add(int last, ColumnBuilder rows);
    }

    /** The oldest commit among changes that count, or why none does. */
    private static final class Oldest {
        private final Scope scope;
        private final boolean anyAuthor;
        private long first = Column.ABSENT;
        private @Nullable ExclusionReason exclusion;

        Oldest(Scope scope) {
            this.scope = scope;
            this.anyAuthor = scope.anyAuthor();
        }

        void consider(int change) {
            ExclusionReason reason = scope.changes().exclusion(change, anyAuthor);
            long committed = scope.changes().committed(change);
            if (reason != null) {
                exclusion = exclusion == null || reason.compareTo(exclusion) < 0 ? reason : exclusion;
            } else if (first == Column.ABSENT || (committed != Column.ABSENT && committed < first)) {
                first = committed;
            }
        }

        boolean counts(long time) {
            return first != Column.ABSENT && first <= time;
        }

        /** Adds a row about {@code number} that lasts up to the deployment, left out as the first of its changes is if none counts. */
        void add(int number, int deployment, ColumnBuilder rows) {
            long time = scope.deployments().time(deployment);
            if (first == Column.ABSENT && exclusion != null) {
                rows.leaveOut(number, time, exclusion);
            } else {
                rows.between(number, time, first, time);
            }
        }
    }

    /** Pull requests by the last of their changes. */
    private record Pulls(PackedChanges changes, Scope scope) implements Entries {
        @Override
        public Subject subject(int last) {
            return Subject.of(lastOf(last), changes.pull(last));
        }

        @Override
        public String environment(int last) {
            return scope.deployments().environment(changes.deployment(last));
        }

        @Override
        public boolean isTraced(int last) {
            return true;
        }

        /** Of the changes that came last together the one whose name sorts last. */
        private Change lastOf(int last) {
            return changes.ofPull(last)
                    .filter(change -> changes.deployment(change) == changes.deployment(last))
                    .mapToObj(changes::get)
                    .max(comparing(Change::subject))
                    .orElseThrow();
        }
    }
}
