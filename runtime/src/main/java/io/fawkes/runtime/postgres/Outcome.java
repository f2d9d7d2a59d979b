package io.fawkes.runtime.postgres;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/**
 * How an attempt ended.
 *
 * @param kind what is known of the effect
 * @param error what the sender said; empty when done
 * @param pause shortest time until the next attempt, as the receiver asked for it
 */
record Outcome(Kind kind, String error, Duration pause) {
    static final Outcome DONE = new Outcome(Kind.DONE, "");
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int LONGEST_ERROR = 1000;

    enum Kind {
        DONE,
        FAILED,
        UNKNOWN,
        REFUSED
    }

    private Outcome(Kind kind, String error) {
        this(kind, error, Duration.ZERO);
    }

    static Outcome of(Throwable failure) {
        return switch (failure) {
            case DeliveryUnknown unsure -> new Outcome(Kind.UNKNOWN, text(unsure));
            case TimeoutException late -> new Outcome(Kind.UNKNOWN, text(late));
            case DeliveryRefused refused -> new Outcome(Kind.REFUSED, text(refused));
            case DeliveryPostponed later -> new Outcome(Kind.FAILED, text(later), shortened(later.pause()));
            default -> new Outcome(Kind.FAILED, text(failure));
        };
    }

    /** Whether the receiver answered as one does that works. */
    boolean answered() {
        return kind == Kind.DONE || kind == Kind.REFUSED;
    }

    private static Duration shortened(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private static String text(Throwable failure) {
        var text = Objects.requireNonNullElseGet(failure.getMessage(), failure::toString)
                .replace("\0", "");
        return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
    }
}
