package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.alert.Labels;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which labels a route groups.
 *
 * @param all whether by every label, {@code ['...']}
 * @param names by which ones otherwise; none makes one group of all
 */
public record GroupBy(boolean all, Set<String> names) {

    /** By every label. */
    public static final GroupBy ALL = new GroupBy(true, Set.of());

    /** By none: one group. */
    public static final GroupBy NONE = new GroupBy(false, Set.of());

    public GroupBy {
        names = Set.copyOf(names);
    }

    /** The labels that an alert's group is known by; those the alert lacks are left out. */
    public Labels of(Labels labels) {
        return all ? labels : labels.only(names::contains);
    }

    @Override
    public String toString() {
        return all ? "..." : String.join(",", new TreeSet<>(names));
    }
}
