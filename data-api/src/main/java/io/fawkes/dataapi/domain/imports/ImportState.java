package io.fawkes.dataapi.domain.imports;

/** How far an import is. Names equal the contract's {@code IMPORT_STATE_*} and are stored. */
public enum ImportState {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED;

    /** Whether nothing is added any more. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED;
    }
}
