package io.fawkes.anomaly.domain.detector;

/** Which way a series goes, or which ways are looked at. */
public enum Direction {
    /** Above what was expected. */
    UP,
    /** Below what was expected. */
    DOWN,
    /** Either way. */
    BOTH;

    /** Whether something that goes {@code way} concerns who looks this way. */
    boolean covers(Direction way) {
        return this == BOTH || this == way;
    }
}
