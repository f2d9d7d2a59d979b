package io.fawkes.runtime.postgres;

/** What a sender fails with when the receiver surely did not take the message and never will as it is: no attempt follows. */
public final class DeliveryRefused extends RuntimeException {

    /** Says what the receiver answered. */
    public DeliveryRefused(String message) {
        super(message);
    }
}
