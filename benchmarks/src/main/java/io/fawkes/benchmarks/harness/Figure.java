package io.fawkes.benchmarks.harness;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured number: a row of the report.
 *
 * @param name what was measured; stable, so that runs can be compared
 * @param value the median of the rounds, in {@code unit}
 * @param unit for example {@code facts/s} or {@code ms}
 * @param peer what the peer reached in the same run, in the same unit; empty if there is none
 * @param bar what is asked
 */
public record Figure(String name, double value, String unit, OptionalDouble peer, Bar bar) {

    /** A figure without a peer. */
    public static Figure of(String name, double value, String unit, Bar bar) {
        return new Figure(name, value, unit, OptionalDouble.empty(), bar);
    }

    /** A figure that explains others, and of which nothing is asked. */
    public static Figure told(String name, double value, String unit) {
        return of(name, value, unit, new Bar.None());
    }

    /** A figure beside that of its peer. */
    public static Figure beside(double peer, String name, double value, String unit, Bar bar) {
        return new Figure(name, value, unit, OptionalDouble.of(peer), bar);
    }

    /** The value over the peer's. */
    public OptionalDouble ratio() {
        return peer.isPresent() ? OptionalDouble.of(value / peer.getAsDouble()) : OptionalDouble.empty();
    }

    /** Whether the bar is reached; empty if nothing is asked. */
    public Optional<Boolean> holds() {
        return bar.holds(value, peer);
    }
}
