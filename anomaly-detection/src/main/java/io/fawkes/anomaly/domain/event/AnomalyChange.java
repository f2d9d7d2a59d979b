package io.fawkes.anomaly.domain.event;

/**
 * One change of one anomaly.
 *
 * @param kind what happened
 * @param anomaly as the change left it
 */
public record AnomalyChange(Kind kind, Anomaly anomaly) {

    /** What can happen to an anomaly. */
    public enum Kind {
        /** Nothing: it was open when somebody began to look. */
        CURRENT,
        /** It opened. */
        OPENED,
        /** It became stronger. */
        UPDATED,
        /** It ended. */
        CLOSED
    }
}
