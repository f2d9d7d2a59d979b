package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.KaplanMeier;
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
 * Time from hurting users to serving them again: of failed deployments, one sample each, by the end of the deployment; or of
 * incidents whatever caused them, by their begin. Hurting from 14:00 to 14:45 is 45 min.
 *
 * @param time of those that ended
 * @param open how many have not ended
 * @param oldestOpenAge how long the oldest of them has hurt at the watermark; null if there is none
 * @param survivalMedian median by {@link KaplanMeier} with the open ones running until the watermark, so that slow cases do not
 *     vanish; null while fewer than half are known to have ended
 */
public record RecoveryTime(
        DurationSummary time,
        int open,
        @Nullable Duration oldestOpenAge,
        @Nullable Duration survivalMedian,
        Map<ExclusionReason, Integer> exclusions,
        @Nullable NullReason nullReason) {

    static List<Row> rows(Scope scope) {
        Stream<Deployment> deployments = scope.terms().recoveryBy() == RecoveryBy.DEPLOYED
                ? scope.deployments()
                : scope.timeline().suspects();
        return deployments
                .filter(deployment -> !scope.timeline().evidence(deployment).isEmpty())
                .map(deployment -> row(deployment, scope))
                .filter(row -> scope.window().contains(row.time()))
                .toList();
    }

    static List<Row> incidentRows(Scope scope) {
        return scope.timeline().incidents().stream()
                .filter(incident -> scope.window().contains(incident.start()))
                .map(incident -> row(incident, scope))
                .toList();
    }

    static RecoveryTime ofDeployments(List<Row> rows, boolean anyChange, Instant watermark) {
        return of(rows, watermark, anyChange ? NullReason.NO_FAILED_DEPLOYMENTS : NullReason.NO_DEPLOYMENTS);
    }

    static RecoveryTime ofIncidents(List<Row> rows, Instant watermark) {
        return of(rows, watermark, NullReason.NO_INCIDENTS);
    }

    private static RecoveryTime of(List<Row> rows, Instant watermark, NullReason ofNone) {
        List<Duration> ended = Row.values(rows);
        List<Duration> running = running(rows, watermark);
        NullReason reason = running.isEmpty() ? ofNone : NullReason.NOT_RESTORED;
        return new RecoveryTime(
                DurationSummary.of(ended),
                running.size(),
                running.stream().max(Duration::compareTo).orElse(null),
                KaplanMeier.median(ended, running).orElse(null),
                Row.exclusions(rows),
                ended.isEmpty() ? reason : null);
    }

    private static Row row(Deployment deployment, Scope scope) {
        Row row = scope.row(deployment)
                .judged(scope.failed(deployment), scope.timeline().evidence(deployment));
        if (!row.hit()) {
            return row.leftOut(ExclusionReason.WEAK_EVIDENCE);
        }
        Recovery recovery = scope.timeline().recovery(deployment, scope.weakest());
        Instant restored = recovery.restored();
        Row lasting = lasting(row, recovery.impact(), restored, scope);
        return restored == null || scope.terms().recoveryBy() == RecoveryBy.DEPLOYED ? lasting : lasting.at(restored);
    }

    private static Row row(IncidentFact incident, Scope scope) {
        Subject about = Subject.of(incident, scope.timeline().accused(incident));
        Row row = Row.about(about, incident.start(), null);
        if (scope.timeline().isMaintenance(incident)) {
            return row.leftOut(ExclusionReason.MAINTENANCE);
        }
        Instant resolved = incident.resolved();
        return resolved != null && resolved.isBefore(incident.start())
                ? row.leftOut(ExclusionReason.CLOCK_SKEW)
                : lasting(row, incident.start(), resolved, scope);
    }

    private static Row lasting(Row row, Instant from, @Nullable Instant to, Scope scope) {
        if (to != null && scope.isFuture(to)) {
            return row.leftOut(ExclusionReason.CLOCK_SKEW).lasting(from, null);
        }
        return to == null
                ? row.leftOut(ExclusionReason.NOT_RESTORED).lasting(from, null)
                : row.leftOut(null).lasting(from, Duration.between(from, to));
    }

    private static List<Duration> running(List<Row> rows, Instant watermark) {
        return rows.stream()
                .filter(row -> row.exclusion() == ExclusionReason.NOT_RESTORED)
                .map(Row::start)
                .flatMap(Stream::ofNullable)
                .map(impact -> Duration.between(impact, Window.later(impact, watermark)))
                .toList();
    }
}
