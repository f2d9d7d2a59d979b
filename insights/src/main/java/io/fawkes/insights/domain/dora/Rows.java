package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.toMap;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.ServiceFact;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The rows behind every metric, oldest first. Rows of several services are pooled and those of a window are cut into buckets
 * before anything is computed, so that no average is ever averaged.
 */
public record Rows(Map<Metric, List<Row>> byMetric) {

    /** Rows of one service. */
    static Rows of(Scope scope) {
        Map<Metric, List<Row>> rows = new EnumMap<>(Metric.class);
        rows.put(Metric.DEPLOYMENT_FREQUENCY, DeploymentFrequency.rows(scope));
        rows.put(Metric.CHANGE_LEAD_TIME, ChangeLeadTime.rows(scope));
        rows.put(Metric.CHANGE_FAIL_RATE, ChangeFailRate.rows(scope));
        rows.put(Metric.RECOVERY_TIME, RecoveryTime.rows(scope));
        rows.put(Metric.REWORK_RATE, DeploymentShare.reworkRows(scope));
        rows.put(Metric.ROLLOUT_FAILURE_RATE, DeploymentShare.rolloutRows(scope));
        rows.put(Metric.TIME_TO_RESTORE, RecoveryTime.incidentRows(scope));
        rows.put(Metric.BUILD_SUCCESS_RATE, BuildSuccess.rows(scope));
        rows.put(Metric.BUILD_DURATION, BuildSuccess.runRows(scope));
        rows.put(Metric.BUILD_QUEUE_TIME, BuildSuccess.queueRows(scope));
        rows.put(Metric.DEPLOYMENT_DURATION, Timing.deploymentRows(scope));
        rows.put(Metric.SYNC_DURATION, Timing.syncRows(scope));
        rows.put(Metric.PULL_REQUEST_LEAD_TIME, LeadTimeViews.ofPulls(scope));
        rows.put(Metric.DEPLOYMENT_LEAD_TIME, LeadTimeViews.ofDeployments(scope));
        rows.put(Metric.MERGE_TO_DEPLOY, LeadTimeViews.fromMerge(scope));
        return new Rows(rows).each(Rows::sorted);
    }

    /** Rows of several services as if they were one. */
    static Rows pooled(Collection<Rows> services) {
        Map<Metric, List<Row>> pooled = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            pooled.put(
                    metric,
                    sorted(services.stream()
                            .flatMap(service -> service.of(metric).stream())
                            .toList()));
        }
        return new Rows(pooled);
    }

    /** Rows behind {@code metric}, oldest first. */
    public List<Row> of(Metric metric) {
        return byMetric.getOrDefault(metric, List.of());
    }

    /** Those that count in {@code window}. */
    Rows within(Window window) {
        return each(rows -> rows.subList(firstFrom(window.start(), rows), firstFrom(window.end(), rows)));
    }

    /** Those of one environment. */
    Rows in(String environment) {
        return each(rows -> rows.stream()
                .filter(row -> row.about().environment().equals(environment))
                .toList());
    }

    /** Those of the time in which {@code team} owned {@code service}. */
    Rows ownedBy(String team, ServiceFact service) {
        return each(rows -> rows.stream()
                .filter(row -> service.teamAt(row.time()).equals(team))
                .toList());
    }

    /** The same with the worked part of every duration. */
    Rows worked(WorkCalendar calendar) {
        return each(rows -> rows.stream().map(row -> row.worked(calendar)).toList());
    }

    private Rows each(UnaryOperator<List<Row>> operator) {
        return new Rows(byMetric.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        rows -> operator.apply(rows.getValue()),
                        (one, _) -> one,
                        () -> new EnumMap<>(Metric.class))));
    }

    private static int firstFrom(Instant time, List<Row> rows) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).time().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(Row.OLDEST_FIRST).toList();
    }
}
