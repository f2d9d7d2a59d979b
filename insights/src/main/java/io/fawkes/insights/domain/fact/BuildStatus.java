package io.fawkes.insights.domain.fact;

/** Where a build stands. */
public enum BuildStatus {
    /** Waiting or running. */
    IN_PROGRESS,
    /** Ended with good artifacts, with or without warnings. */
    SUCCEEDED,
    /** Ended badly. */
    FAILED,
    /** Given up before it ended; not a failure. */
    CANCELLED
}
