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
 */
public record Coverage(int deployments, int deploymentsWithChanges, int incidents, int incidentsLinked) {

    static Coverage of(Rows rows) {
        List<Row> ended = rows.of(Metric.DEPLOYMENT_FREQUENCY).stream()
                .filter(row -> row.exclusion() != ExclusionReason.IN_PROGRESS)
                .toList();
        List<Row> incidents = rows.of(Metric.TIME_TO_RESTORE);
        return new Coverage(ended.size(), traced(ended), incidents.size(), traced(incidents));
    }

    private static int traced(List<Row> rows) {
        return (int) rows.stream().filter(row -> row.about().traced()).count();
    }
}
