package io.fawkes.insights.domain.dora;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Time from a failed deployment's impact to recovery, one sample a deployment, by the end of the deployment. Hurting
 * from 14:00 to 14:45 is 45 min.
 *
 * @param open failed deployments that are not recovered from yet
 * @param oldestOpenAge how long the oldest of them has hurt at the watermark; null if there is none
 */
public record RecoveryTime(
        DurationSummary time,
        int open,
        @Nullable Duration oldestOpenAge,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        return scope.deployments()
                .filter(deployment -> !scope.timeline().evidence(deployment).isEmpty())
                .map(deployment -> row(deployment, scope))
                .toList();
    }

    static RecoveryTime of(List<Row> rows, Scope scope) {
        DurationSummary time = DurationSummary.of(Row.values(rows));
        Map<ExclusionReason, Integer> exclusions = Row.exclusions(rows);
        int open = exclusions.getOrDefault(ExclusionReason.NOT_RESTORED, 0);
        return new RecoveryTime(
                time,
                open,
                oldestOpenAge(rows, scope.watermark()),
                exclusions,
                time.n() > 0 ? null : reason(open, scope));
    }

    private static Row row(Deployment deployment, Scope scope) {
        if (!scope.failed(deployment)) {
            return Row.about(deployment, ExclusionReason.WEAK_EVIDENCE)
                    .judged(false, scope.timeline().evidence(deployment));
        }
        Recovery recovery = scope.timeline().recovery(deployment, scope.weakest());
        Instant restored = recovery.restored();
        Row row = Row.about(deployment, restored == null ? ExclusionReason.NOT_RESTORED : null)
                .judged(true, scope.timeline().evidence(deployment));
        return row.lasting(recovery.impact(), restored == null ? null : Duration.between(recovery.impact(), restored));
    }

    private static @Nullable Duration oldestOpenAge(List<Row> rows, Instant watermark) {
        return rows.stream()
                .filter(row -> row.exclusion() == ExclusionReason.NOT_RESTORED)
                .map(Row::start)
                .flatMap(Stream::ofNullable)
                .min(naturalOrder())
                .map(impact -> impact.isBefore(watermark) ? Duration.between(impact, watermark) : Duration.ZERO)
                .orElse(null);
    }

    private static NullReason reason(int open, Scope scope) {
        if (open > 0) {
            return NullReason.NOT_RESTORED;
        }
        return scope.hasChanges() ? NullReason.NO_FAILED_DEPLOYMENTS : NullReason.NO_DEPLOYMENTS;
    }
}
