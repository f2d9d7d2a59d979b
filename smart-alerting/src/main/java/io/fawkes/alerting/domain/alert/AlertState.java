package io.fawkes.alerting.domain.alert;

/** Whether an alert fires. */
public enum AlertState {
    /** It fires. */
    FIRING,
    /** Its source said when it ended. */
    RESOLVED,
    /** Its source fell silent; when it ended is not known. */
    EXPIRED
}
