package io.fawkes.insights.domain.dora;

import java.time.Instant;

/** A half-open interval: {@code start} is inside, {@code end} is not. */
public record Window(Instant start, Instant end) {
    public Window {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end: %s (expected: not before %s)".formatted(end, start));
        }
    }

    /** Whether {@code instant} lies inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
