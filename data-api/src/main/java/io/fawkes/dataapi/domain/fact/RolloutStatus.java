package io.fawkes.dataapi.domain.fact;

/** Where a rollout stands, in the order of its life. Names equal the contract's {@code DEPLOYMENT_STATUS_*}. */
public enum RolloutStatus {
    PENDING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether the rollout has ended with it. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
