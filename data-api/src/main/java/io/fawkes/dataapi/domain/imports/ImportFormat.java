package io.fawkes.dataapi.domain.imports;

/** What the lines of a file are. Names equal the contract's {@code IMPORT_FORMAT_*} and are stored. */
public enum ImportFormat {
    NDJSON,
    CSV,
    DEVLAKE_DEPLOYMENTS,
    DEVLAKE_DEPLOYMENT_COMMITS,
    DEVLAKE_PULL_REQUESTS,
    DEVLAKE_INCIDENTS;

    /** Whether records are fields between commas, where a quoted one may hold the end of a line. */
    public boolean isQuoted() {
        return this != NDJSON;
    }

    /** Whether the ids of the records say whose they are, so that the plan names neither source nor kind. */
    public boolean isDevLakes() {
        return this != NDJSON && this != CSV;
    }
}
