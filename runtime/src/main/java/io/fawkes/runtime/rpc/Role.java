package io.fawkes.runtime.rpc;

/** What a caller may be; the same names stand in the contract as {@code ROLE_*}. */
public enum Role {
    ANONYMOUS,
    VIEWER,
    DEVELOPER,
    ADMIN,
    SERVICE
}
