package io.fawkes.anomaly.domain.detector;

/** Where a series stands in an event after a point. */
public enum Phase {
    /** No event. */
    QUIET,
    /** An event begins with this point. */
    OPENED,
    /** An event goes on, and this point would have been one of its own: its score is 4 above the last start. */
    ESCALATED,
    /** An event goes on, and the deviation has become twice what was last told. */
    GREW,
    /** An event goes on. */
    ONGOING,
    /** The event ends: half of the deviation or more is gone for three points. */
    RECOVERED,
    /** The event ends: the deviation lasts, and is what is usual now. */
    BECAME_NORMAL
}
