package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.ExclusionReason;

/**
 * How much of what happened the answer could use.
 *
 * @param deployments production deployments that ended in the window, with or without success
 * @param deploymentsWithChanges those whose commit or pull request is known
 * @param incidents incidents that began in the window
 * @param incidentsLinked those put down to a deployment
 * @param builds builds of the window
 * @param buildsWithCommit those whose commit is known
 * @param misdated deployments, of whatever window, that are left out because their dates cannot be true
 */
public record Coverage(
        int deployments,
        int deploymentsWithChanges,
        int incidents,
        int incidentsLinked,
        int builds,
        int buildsWithCommit,
        int misdated) {

    static Coverage of(Rows rows) {
        Pool deployments = rows.pool(Metric.DEPLOYMENT_FREQUENCY);
        Pool incidents = rows.pool(Metric.TIME_TO_RESTORE);
        Pool builds = rows.pool(Metric.BUILD_SUCCESS_RATE);
        return new Coverage(
                deployments.count(Coverage::isEnded),
                deployments.count((column, row) -> isEnded(column, row) && column.isTraced(row)),
                incidents.size(),
                incidents.count(Column::isTraced),
                builds.size(),
                builds.count(Column::isTraced),
                deployments.count((column, row) -> column.exclusion(row) == ExclusionReason.CLOCK_SKEW));
    }

    private static boolean isEnded(Column column, int row) {
        ExclusionReason reason = column.exclusion(row);
        return reason != ExclusionReason.CLOCK_SKEW && reason != ExclusionReason.IN_PROGRESS;
    }
}
