package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.event.AnomalyChange;
import java.util.List;

/**
 * What came of one series' new points: kept together or not at all.
 *
 * @param changes of its anomalies, in order
 * @param state after the points
 */
public record SeriesStep(List<AnomalyChange> changes, SeriesState state) {
    public SeriesStep {
        changes = List.copyOf(changes);
    }
}
