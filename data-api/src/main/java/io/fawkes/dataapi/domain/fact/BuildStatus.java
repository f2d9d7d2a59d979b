package io.fawkes.dataapi.domain.fact;

/** Where a build stands. Names equal the contract's {@code BUILD_STATUS_*}. */
public enum BuildStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    UNSTABLE,
    FAILED,
    CANCELLED
}
