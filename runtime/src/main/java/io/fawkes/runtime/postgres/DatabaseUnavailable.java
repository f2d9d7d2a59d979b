package io.fawkes.runtime.postgres;

/**
 * The database did not answer in time or cannot be reached; trying again later may succeed.
 *
 * <p>Whether a transaction under way was committed is unknown.
 */
public final class DatabaseUnavailable extends RuntimeException {
    /** Wraps what the driver or the pool said. */
    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
