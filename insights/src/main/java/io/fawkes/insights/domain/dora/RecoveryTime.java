package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.KaplanMeier;
import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static Column rows(Scope scope) {
        Scope.Range range = scope.deploymentsOfWindow();
        boolean deployed = scope.terms().recoveryBy() == RecoveryBy.DEPLOYED;
        int[] suspects = scope.timeline()
                .suspects()
                .filter(number -> !deployed || (number >= range.first() && number < range.end()))
                .toArray();
        ColumnBuilder rows = new ColumnBuilder(scope.aboutDeployments(scope.timeline()::evidence), suspects.length);
        for (int suspect : suspects) {
            add(suspect, rows, scope);
        }
        return rows.build().within(scope.window());
    }

    static Column incidentRows(Scope scope) {
        List<IncidentFact> incidents = scope.timeline()
                .incidents(scope.window().start(), scope.window().end());
        ColumnBuilder rows = new ColumnBuilder(new Happened(incidents, scope), incidents.size());
        for (int i = 0; i < incidents.size(); i++) {
            add(i, incidents.get(i), rows, scope);
        }
        return rows.build();
    }

    /** How long incidents waited until somebody took them on. */
    static Column acknowledgeRows(Scope scope) {
        List<IncidentFact> incidents = scope.timeline()
                .incidents(scope.window().start(), scope.window().end());
        ColumnBuilder rows = new ColumnBuilder(new Happened(incidents, scope), incidents.size());
        for (int i = 0; i < incidents.size(); i++) {
            long start = Nanos.of(incidents.get(i).start());
            Instant acknowledged = incidents.get(i).acknowledged();
            if (scope.timeline().isMaintenance(incidents.get(i))) {
                rows.leaveOut(i, start, ExclusionReason.MAINTENANCE);
            } else {
                rows.between(i, start, start, acknowledged == null ? Column.ABSENT : Nanos.of(acknowledged));
            }
        }
        return rows.build();
    }

    static RecoveryTime ofDeployments(Pool rows, boolean anyChange, Instant watermark) {
        return of(rows, watermark, anyChange ? NullReason.NO_FAILED_DEPLOYMENTS : NullReason.NO_DEPLOYMENTS);
    }

    static RecoveryTime ofIncidents(Pool rows, Instant watermark) {
        return of(rows, watermark, NullReason.NO_INCIDENTS);
    }

    private static RecoveryTime of(Pool rows, Instant watermark, NullReason ofNone) {
        long[] ended = rows.values();
        long[] running = running(rows, Nanos.of(watermark));
        NullReason reason = running.length == 0 ? ofNone : NullReason.NOT_RESTORED;
        return new RecoveryTime(
                DurationSummary.of(ended),
                running.length,
                DurationSummary.of(running).max(),
                KaplanMeier.median(ended, running).orElse(null),
                rows.tally().exclusions(),
                ended.length == 0 ? reason : null);
    }

    private static void add(int suspect, ColumnBuilder rows, Scope scope) {
        long time = scope.deployments().time(suspect);
        if (!scope.suffices(scope.timeline().evidence(suspect))) {
            rows.leaveOut(suspect, time, ExclusionReason.WEAK_EVIDENCE);
            return;
        }
        Recovery recovery = scope.timeline().recovery(suspect, scope.weakest());
        Instant restored = recovery.restored();
        boolean elsewhere = restored != null && scope.terms().recoveryBy() == RecoveryBy.RESTORED;
        add(suspect, elsewhere ? Nanos.of(restored) : time, recovery.impact(), restored, true, rows, scope);
    }

    private static void add(int number, IncidentFact incident, ColumnBuilder rows, Scope scope) {
        long time = Nanos.of(incident.start());
        Instant restored = incident.restored();
        if (scope.timeline().isMaintenance(incident)) {
            rows.leaveOut(number, time, ExclusionReason.MAINTENANCE);
        } else if (restored != null && restored.isBefore(incident.start())) {
            rows.leaveOut(number, time, ExclusionReason.CLOCK_SKEW);
        } else {
            add(number, time, incident.start(), restored, false, rows, scope);
        }
    }

    private static void add(
            int number, long time, Instant from, @Nullable Instant to, boolean hit, ColumnBuilder rows, Scope scope) {
        long start = Nanos.of(from);
        if (to == null) {
            rows.add(number, time, start, Column.ABSENT, ExclusionReason.NOT_RESTORED, hit);
        } else if (scope.isFuture(to)) {
            rows.add(number, time, start, Column.ABSENT, ExclusionReason.CLOCK_SKEW, hit);
        } else {
            rows.add(number, time, start, Nanos.of(to) - start, null, hit);
        }
    }

    private static long[] running(Pool rows, long watermark) {
        return rows.collect((column, row) -> column.exclusion(row) == ExclusionReason.NOT_RESTORED
                ? Math.max(0, watermark - column.start(row))
                : Column.ABSENT);
    }

    private record Happened(List<IncidentFact> incidents, Scope scope) implements Entries {
        @Override
        public Subject subject(int number) {
            return Subject.of(incidents.get(number), accused(number));
        }

        @Override
        public String environment(int number) {
            return accused(number).map(Deployment::environment).orElse("");
        }

        @Override
        public boolean isTraced(int number) {
            return accused(number).isPresent();
        }

        private Optional<Deployment> accused(int number) {
            return scope.timeline().accused(incidents.get(number));
        }
    }
}
