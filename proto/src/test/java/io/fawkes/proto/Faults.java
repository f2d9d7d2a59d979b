package io.fawkes.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with one element; every check is made, so that one build tells all. */
final class Faults {
    private final List<String> said = new ArrayList<>();

    void unless(boolean holds, String fault) {
        if (!holds) {
            said.add(fault);
        }
    }

    /** The value of {@code what} must be {@code expected}. */
    void unlessEqual(String what, String value, String expected) {
        unless(value.equals(expected), "%s: %s (expected: %s)".formatted(what, value, expected));
    }

    Stream<String> all() {
        return said.stream();
    }
}
