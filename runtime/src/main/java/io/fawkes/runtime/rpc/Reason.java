package io.fawkes.runtime.rpc;

/** Reasons any process may give, in domain {@value #DOMAIN}; documented one by one in the contract's shared enum. */
public enum Reason {
    FIELD_INVALID,
    REQUEST_MALFORMED,
    CREDENTIAL_INVALID,
    ROLE_MISSING,
    TEAM_MISSING,
    DEADLINE_PASSED,
    CALLER_CANCELLED,
    DEPENDENCY_UNAVAILABLE,
    OVERLOADED,
    DEFECT,
    METHOD_UNKNOWN,
    STOPPING;

    /** The error domain of these reasons. */
    public static final String DOMAIN = "fawkes";
}
