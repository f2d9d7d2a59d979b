package io.fawkes.alerting.domain.alert;

import java.time.Instant;

/**
 * When an alert ends, or ended.
 *
 * @param at from when on it does not fire
 * @param explicit whether its source said so; otherwise it is when we stop believing that it fires
 */
public record Ending(Instant at, boolean explicit) {

    /** Whether it is over at {@code now}. */
    public boolean isOver(Instant now) {
        return !at.isAfter(now);
    }
}
