package io.fawkes.runtime.postgres;

import java.util.Objects;
import java.util.concurrent.TimeoutException;

/**
 * How an attempt ended.
 *
 * @param kind what is known of the effect
 * @param error what the sender said; empty when done
 */
record Outcome(Kind kind, String error) {
    static final Outcome DONE = new Outcome(Kind.DONE, "");
    private static final int LONGEST_ERROR = 1000;

    enum Kind {
        DONE,
        FAILED,
        UNKNOWN
    }

    static Outcome of(Throwable failure) {
        return switch (failure) {
            case DeliveryUnknown unsure -> new Outcome(Kind.UNKNOWN, text(unsure));
            case TimeoutException late -> new Outcome(Kind.UNKNOWN, text(late));
            default -> new Outcome(Kind.FAILED, text(failure));
        };
    }

    private static String text(Throwable failure) {
        var text = Objects.requireNonNullElseGet(failure.getMessage(), failure::toString)
                .replace("\0", "");
        return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
    }
}
