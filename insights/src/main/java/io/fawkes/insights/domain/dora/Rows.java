package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.toMap;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.statistics.Nanos;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind every metric, oldest first. Rows of several services are pooled and those of a window are cut into buckets
 * before anything is computed, so that no average is ever averaged.
 */
public final class Rows {
    private final Map<Metric, Pool> byMetric;

    private Rows(Map<Metric, Pool> byMetric) {
        this.byMetric = byMetric;
    }

    /** Rows of one service. */
    static Rows of(Scope scope) {
        Map<Metric, Column> rows = new EnumMap<>(Metric.class);
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
        rows.put(Metric.TIME_TO_ACKNOWLEDGE, RecoveryTime.acknowledgeRows(scope));
        return new Rows(rows.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        column -> new Pool(List.of(column.getValue())),
                        (one, _) -> one,
                        () -> new EnumMap<>(Metric.class))));
    }

    /** Rows of several services as if they were one. */
    static Rows pooled(Collection<Rows> services) {
        Map<Metric, Pool> pooled = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            pooled.put(
                    metric,
                    new Pool(services.stream()
                            .flatMap(service -> service.pool(metric).columns().stream())
                            .toList()));
        }
        return new Rows(pooled);
    }

    /** Rows behind {@code metric}, oldest first, each made now. */
    public List<Row> of(Metric metric) {
        return pool(metric).rows();
    }

    /** What the rows behind {@code metric} add up to. */
    Pool pool(Metric metric) {
        return byMetric.getOrDefault(metric, Pool.NONE);
    }

    /** Those that count in {@code window}. */
    Rows within(Window window) {
        return each(column -> column.within(window));
    }

    /** Those of one environment. */
    Rows in(String environment) {
        return each(column -> column.in(environment));
    }

    /** Those of the time in which {@code team} owned {@code service}. */
    Rows ownedBy(String team, ServiceFact service) {
        if (service.governance().terms().isEmpty()) {
            return service.team().equals(team) ? this : each(column -> column.where(_ -> false));
        }
        return each(column ->
                column.where(row -> service.teamAt(Nanos.at(column.time(row))).equals(team)));
    }

    /** The same with the worked part of every duration. */
    Rows worked(WorkCalendar calendar) {
        return each(column -> column.worked(calendar));
    }

    /** Whether they are the same rows, however they were pooled; makes all of them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rows rows
                && Arrays.stream(Metric.values()).allMatch(metric -> of(metric).equals(rows.of(metric)));
    }

    @Override
    public int hashCode() {
        return Arrays.stream(Metric.values())
                .mapToInt(metric -> pool(metric).size())
                .sum();
    }

    private Rows each(UnaryOperator<Column> operator) {
        Map<Metric, Pool> each = new EnumMap<>(Metric.class);
        byMetric.forEach((metric, pool) -> each.put(metric, pool.each(operator)));
        return new Rows(each);
    }
}
