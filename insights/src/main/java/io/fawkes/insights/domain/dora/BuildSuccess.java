package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.BuildStatus;
import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
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

    static List<Row> rows(Scope scope) {
        return rows(scope, (build, row) -> judged(build.status(), row));
    }

    static List<Row> runRows(Scope scope) {
        return rows(
                scope,
                (build, row) -> judged(build.status(), row).counted()
                        ? row.between(build.started(), build.finished())
                        : judged(build.status(), row));
    }

    static List<Row> queueRows(Scope scope) {
        return rows(
                scope,
                (build, row) -> build.started() == null && build.status() == BuildStatus.IN_PROGRESS
                        ? row.leftOut(ExclusionReason.IN_PROGRESS)
                        : row.between(build.queued(), build.started()));
    }

    static BuildSuccess of(List<Row> rows) {
        List<Row> judged = Row.counted(rows).toList();
        int succeeded = (int) judged.stream().filter(row -> !row.hit()).count();
        return new BuildSuccess(
                judged.size(),
                succeeded,
                judged.isEmpty() ? null : Proportion.of(succeeded, judged.size()),
                Row.exclusions(rows),
                judged.isEmpty() ? NullReason.NO_BUILDS : null);
    }

    private static List<Row> rows(Scope scope, BiFunction<BuildFact, Row, Row> measure) {
        return scope.builds()
                .flatMap(build -> about(build, scope).map(row -> measure.apply(build, row)))
                .toList();
    }

    private static Stream<Row> about(BuildFact build, Scope scope) {
        return Stream.ofNullable(build.moment())
                .filter(moment -> counts(moment, scope))
                .map(moment -> Row.about(build, moment));
    }

    private static boolean counts(Instant moment, Scope scope) {
        return !scope.isFuture(moment);
    }

    private static Row judged(BuildStatus status, Row row) {
        return switch (status) {
            case SUCCEEDED -> row;
            case FAILED -> row.judged(true, List.of());
            case CANCELLED -> row.leftOut(ExclusionReason.CANCELLED);
            case IN_PROGRESS -> row.leftOut(ExclusionReason.IN_PROGRESS);
        };
    }
}
