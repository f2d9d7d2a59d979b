package io.fawkes.dataapi.domain.backfill;

/** How far a backfill is; the names are stored. */
public enum BackfillState {
    PENDING(1),
    RUNNING(2),
    WAITING(3),
    SUCCEEDED(4),
    FAILED(5),
    CANCELLED(6);

    private final int code;

    BackfillState(int code) {
        this.code = code;
    }

    /** Number of the state in the contract. */
    public int code() {
        return code;
    }

    /** Whether it goes on by itself. */
    public boolean isOpen() {
        return switch (this) {
            case PENDING, RUNNING, WAITING -> true;
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }
}
