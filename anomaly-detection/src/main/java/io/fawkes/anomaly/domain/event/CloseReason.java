package io.fawkes.anomaly.domain.event;

/** Why an anomaly is over. */
public enum CloseReason {
    /** The series came back half the way or more. */
    RECOVERED,
    /** The series stayed where it went, and that is what is usual now. */
    BECAME_NORMAL,
    /** The series has had no samples for a while. */
    NO_DATA,
    /** The rule is no longer configured, or no longer as it was. */
    RULE_CHANGED
}
