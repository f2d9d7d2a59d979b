package io.fawkes.alerting.domain.calendar;

import java.time.Instant;
import java.util.List;

/**
 * Times under a name, by which routes refer to them.
 *
 * @param name unique in a configuration
 * @param intervals of which one has to hold
 */
public record NamedInterval(String name, List<TimeInterval> intervals) {

    public NamedInterval {
        intervals = List.copyOf(intervals);
    }

    /** Whether {@code instant} lies in one of them. */
    public boolean contains(Instant instant) {
        return intervals.stream().anyMatch(interval -> interval.contains(instant));
    }
}
