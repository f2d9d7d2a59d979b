package io.fawkes.runtime.postgres;

/** What a sender fails with when bytes were written but no answer came: the effect may have been had. */
public final class DeliveryUnknown extends RuntimeException {
    /** Says what was seen last. */
    public DeliveryUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
