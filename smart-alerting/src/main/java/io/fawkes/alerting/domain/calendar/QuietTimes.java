package io.fawkes.alerting.domain.calendar;

import java.time.Instant;
import java.util.List;

/**
 * When a route tells nobody.
 *
 * @param muted times at which it is quiet
 * @param active times outside of which it is quiet; none means always active
 */
public record QuietTimes(List<NamedInterval> muted, List<NamedInterval> active) {

    /** Never quiet. */
    public static final QuietTimes NONE = new QuietTimes(List.of(), List.of());

    public QuietTimes {
        muted = List.copyOf(muted);
        active = List.copyOf(active);
    }

    /**
     * Names of the intervals that make it quiet at {@code instant}: every active one if none of them holds, else the muting
     * ones that do. Empty means it is not quiet.
     */
    public List<String> mutedBy(Instant instant) {
        boolean isActive = active.isEmpty() || active.stream().anyMatch(interval -> interval.contains(instant));
        return isActive
                ? muted.stream()
                        .filter(interval -> interval.contains(instant))
                        .map(NamedInterval::name)
                        .toList()
                : active.stream().map(NamedInterval::name).toList();
    }
}
