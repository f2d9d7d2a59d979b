package io.fawkes.alerting.domain.read;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a promised effect has come.
 *
 * @param state where it is
 * @param attempts attempts begun
 * @param unknowns attempts of which nobody knows whether they had their effect
 * @param lastError what the last failed attempt met; empty if none failed
 * @param dueAt when the next attempt is due, if one follows
 * @param settledAt when the last attempt ended, if one did
 */
public record Progress(
        State state,
        int attempts,
        int unknowns,
        String lastError,
        Optional<Instant> dueAt,
        Optional<Instant> settledAt) {

    /** Where a promised effect is. */
    public enum State {
        READY,
        SENDING,
        UNKNOWN,
        DONE,
        DEAD
    }
}
