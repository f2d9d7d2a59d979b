package io.fawkes.standalone.doctor;

import java.util.List;

/**
 * A check, and those that only make sense once it failed in nothing: what does not run is one finding, not ten.
 *
 * @param check runs first
 * @param then run after it, beside each other
 */
public record Stage(Check check, List<Stage> then) {
    public Stage {
        then = List.copyOf(then);
    }

    /** A check on which nothing depends. */
    public static Stage of(Check check) {
        return new Stage(check, List.of());
    }
}
