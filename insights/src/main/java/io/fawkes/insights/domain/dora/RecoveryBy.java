package io.fawkes.insights.domain.dora;

/** What decides in which window and bucket a recovery counts. */
public enum RecoveryBy {
    /** The end of the failed deployment, so that it lines up with the fail rate. */
    DEPLOYED,
    /** The moment it was restored; one that is not restored counts where it was deployed. */
    RESTORED
}
