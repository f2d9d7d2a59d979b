package io.fawkes.anomaly.domain.watch;

import java.util.List;

/**
 * What came of one poll.
 *
 * @param state of the rule after it
 * @param steps of the series whose state is to be kept; those of others are kept later and can be fed again
 */
public record Tick(RuleState state, List<SeriesStep> steps) {
    public Tick {
        steps = List.copyOf(steps);
    }
}
