package io.fawkes.insights.domain.dora;

/** What a test says of a metric in this window and the one before. */
public enum Verdict {
    /** More deployments, shorter times, lower rates. */
    IMPROVED,
    /** Fewer deployments, longer times, higher rates. */
    WORSENED,
    /** Chance alone may have made the difference. */
    NO_CLEAR_CHANGE
}
