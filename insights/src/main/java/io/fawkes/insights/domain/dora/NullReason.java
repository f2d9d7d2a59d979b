package io.fawkes.insights.domain.dora;

/** Why a metric has no value. */
public enum NullReason {
    /** No deployment that counts ended in the window. */
    NO_DEPLOYMENTS,
    /** Deployments ended in the window, but no change is linked to them. */
    NO_LINKED_COMMITS,
    /** No deployment of the window failed. */
    NO_FAILED_DEPLOYMENTS,
    /** Too little history for a statement. */
    INSUFFICIENT_HISTORY,
    /** Every deployment of the window is still too young to judge. */
    PENDING,
    /** Failures there were, but none is restored yet. */
    NOT_RESTORED,
    /** No incident began in the window. */
    NO_INCIDENTS,
    /** Fewer samples than a level may rest on. */
    TOO_FEW_SAMPLES,
    /** No build ended in the window. */
    NO_BUILDS,
    /** No source that would tell of it has told anything in the window. */
    NOT_CONNECTED,
    /** What happened is known, but not both ends of its time. */
    UNTIMED
}
