package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/**
 * A time that is quiet.
 *
 * @param start when it begins
 * @param end when it ends, itself no longer quiet
 * @param kind why
 * @param title what it is; may be empty
 */
public record QuietPeriod(Instant start, Instant end, Kind kind, String title) {

    /** Why a time is quiet. */
    public enum Kind {
        /** Nothing is to be deployed. */
        FREEZE,
        /** Outages are announced. */
        MAINTENANCE
    }
}
