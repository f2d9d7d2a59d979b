package io.fawkes.insights.domain.dora;

/** Levels of DORA's reports, best first. */
public enum Level {
    /** Elite. */
    ELITE,
    /** High. */
    HIGH,
    /** Medium. */
    MEDIUM,
    /** Low. */
    LOW
}
