package io.fawkes.runtime.postgres;

import java.time.Duration;

/** What a sender fails with when the receiver surely did not take the message and said when to come again. */
public final class DeliveryPostponed extends RuntimeException {

    private final Duration pause;

    /**
     * Says what the receiver answered.
     *
     * @param pause shortest time until the next attempt
     */
    public DeliveryPostponed(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    /** Shortest time until the next attempt. */
    public Duration pause() {
        return pause;
    }
}
