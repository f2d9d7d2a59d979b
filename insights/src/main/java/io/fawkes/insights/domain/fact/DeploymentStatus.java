package io.fawkes.insights.domain.fact;

/** Where a rollout stands. */
public enum DeploymentStatus {
    /** Asked for or running. */
    IN_PROGRESS,
    /** The version serves. */
    SUCCEEDED,
    /** The rollout failed; the version never served. */
    FAILED,
    /** Given up before it ended. */
    CANCELLED;

    /** Whether it ended without serving anybody. */
    public boolean endedInVain() {
        return this == FAILED || this == CANCELLED;
    }
}
