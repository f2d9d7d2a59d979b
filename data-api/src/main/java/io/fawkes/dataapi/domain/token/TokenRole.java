package io.fawkes.dataapi.domain.token;

/** What the bearer of a token may be; the same names stand in the contract as {@code ROLE_*}. */
public enum TokenRole {
    ADMIN,
    DEVELOPER,
    VIEWER
}
