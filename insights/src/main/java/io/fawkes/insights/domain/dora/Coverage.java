package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;

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
        List<Row> all = rows.of(Metric.DEPLOYMENT_FREQUENCY);
        List<Row> dated = all.stream()
                .filter(row -> row.exclusion() != ExclusionReason.CLOCK_SKEW)
                .toList();
        List<Row> ended = dated.stream()
                .filter(row -> row.exclusion() != ExclusionReason.IN_PROGRESS)
                .toList();
        List<Row> incidents = rows.of(Metric.TIME_TO_RESTORE);
        List<Row> builds = rows.of(Metric.BUILD_SUCCESS_RATE);
        return new Coverage(
                ended.size(),
                traced(ended),
                incidents.size(),
                traced(incidents),
                builds.size(),
                traced(builds),
                all.size() - dated.size());
    }

    private static int traced(List<Row> rows) {
        return (int) rows.stream().filter(row -> row.about().traced()).count();
    }
}
