package io.fawkes.benchmarks.harness;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a figure must reach. One that speaks of the peer cannot be judged without it. */
public sealed interface Bar {

    /** Nothing is asked: the figure explains others. */
    record None() implements Bar {}

    /** At least {@code limit}, in the figure's unit. */
    record AtLeast(double limit) implements Bar {}

    /** At most {@code limit}, in the figure's unit. */
    record AtMost(double limit) implements Bar {}

    /** At least {@code share} of the peer. */
    record AtLeastOfPeer(double share) implements Bar {}

    /** At most {@code limit}, or {@code times} the peer if that is more. */
    record AtMostOrTimesPeer(double limit, double times) implements Bar {}

    /** Whether {@code value} reaches it; empty if nothing is asked, or the peer it speaks of was not measured. */
    default Optional<Boolean> holds(double value, OptionalDouble peer) {
        return switch (this) {
            case None _ -> Optional.empty();
            case AtLeast(double limit) -> Optional.of(value >= limit);
            case AtMost(double limit) -> Optional.of(value <= limit);
            case AtLeastOfPeer(double share) -> ofPeer(peer, other -> value >= share * other);
            case AtMostOrTimesPeer(double limit, double times) ->
                ofPeer(peer, other -> value <= Math.max(limit, times * other));
        };
    }

    private static Optional<Boolean> ofPeer(OptionalDouble peer, java.util.function.DoublePredicate judged) {
        return peer.isPresent() ? Optional.of(judged.test(peer.getAsDouble())) : Optional.empty();
    }

    /** As tables show it. */
    default String text() {
        return switch (this) {
            case None _ -> "";
            case AtLeast(double limit) -> ">= " + number(limit);
            case AtMost(double limit) -> "<= " + number(limit);
            case AtLeastOfPeer(double share) -> ">= " + number(share) + " x peer";
            case AtMostOrTimesPeer(double limit, double times) ->
                "<= max(%s, %s x peer)".formatted(number(limit), number(times));
        };
    }

    /** Large numbers whole, small ones with three digits. */
    static String number(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value)
                        .replaceFirst("(\\.\\d*?)0+$", "$1")
                        .replaceFirst("\\.$", "");
    }
}
