package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.BuildStatus;
import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.PackedBuilds;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Share of ended builds that ended well, with or without warnings. 19 of 20 are 95 %. Those given up are in neither number.
 *
 * @param n builds that succeeded or failed
 * @param succeeded how many of them succeeded
 * @param rate with its interval; null with a reason
 */
public record BuildSuccess(
        int n,
        int succeeded,
        @Nullable Proportion rate,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static Column rows(Scope scope) {
        PackedBuilds builds = scope.builds();
        return rows(scope, (rows, build) -> {
            BuildStatus status = builds.status(build);
            rows.count(build, builds.moment(build), exclusion(status), status == BuildStatus.FAILED);
        });
    }

    static Column runRows(Scope scope) {
        PackedBuilds builds = scope.builds();
        return rows(scope, (rows, build) -> {
            ExclusionReason reason = exclusion(builds.status(build));
            if (reason == null) {
                rows.between(build, builds.moment(build), builds.started(build), builds.finished(build));
            } else {
                rows.leaveOut(build, builds.moment(build), reason);
            }
        });
    }

    static Column queueRows(Scope scope) {
        PackedBuilds builds = scope.builds();
        return rows(scope, (rows, build) -> {
            if (builds.started(build) == Column.ABSENT && builds.status(build) == BuildStatus.IN_PROGRESS) {
                rows.leaveOut(build, builds.moment(build), ExclusionReason.IN_PROGRESS);
            } else {
                rows.between(build, builds.moment(build), builds.queued(build), builds.started(build));
            }
        });
    }

    static BuildSuccess of(Pool rows) {
        Tally tally = rows.tally();
        int succeeded = tally.n() - tally.hits();
        return new BuildSuccess(
                tally.n(),
                succeeded,
                tally.share(succeeded),
                tally.exclusions(),
                tally.n() == 0 ? NullReason.NO_BUILDS : null);
    }

    private static Column rows(Scope scope, ObjIntConsumer<ColumnBuilder> measure) {
        Scope.Range range = scope.buildsOfWindow();
        ColumnBuilder rows = new ColumnBuilder(new Built(scope.builds()), range.size());
        for (int i = range.first(); i < range.end(); i++) {
            measure.accept(rows, i);
        }
        return rows.build();
    }

    private static @Nullable ExclusionReason exclusion(BuildStatus status) {
        return switch (status) {
            case SUCCEEDED, FAILED -> null;
            case CANCELLED -> ExclusionReason.CANCELLED;
            case IN_PROGRESS -> ExclusionReason.IN_PROGRESS;
        };
    }

    private record Built(PackedBuilds builds) implements Entries {
        @Override
        public Subject subject(int number) {
            return Subject.of(builds.get(number));
        }

        @Override
        public String environment(int number) {
            return "";
        }

        @Override
        public boolean isTraced(int number) {
            return builds.isTraced(number);
        }
    }
}
