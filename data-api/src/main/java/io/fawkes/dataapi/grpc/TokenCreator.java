package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.token.ApiToken;
import io.fawkes.dataapi.domain.token.Scope;
import io.fawkes.dataapi.domain.token.TokenRole;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.runtime.rpc.RpcStatus;

/**
 * Who makes, reads and revokes tokens: admins all, everyone else their own, and none that goes further than themselves.
 *
 * @param caller who it is
 */
record TokenCreator(Principal caller) {

    /** Refuses what the caller may not give away. */
    void demand(Scope asked) {
        if (caller.subject().startsWith(ApiToken.COLLECTION)) {
            throw RpcStatus.roleMissing(
                            "the bearer of an API token makes none (expected: a person, or the mesh's token)")
                    .toException();
        }
        if (isAdmin()) {
            return;
        }
        asked.roles().stream().filter(role -> !has(role)).sorted().findFirst().ifPresent(role -> {
            throw RpcStatus.roleMissing("api_token.roles: " + role + " (expected: roles of your own)")
                    .toException();
        });
        asked.teams().stream()
                .filter(team -> !caller.teams().contains(team))
                .sorted()
                .findFirst()
                .ifPresent(team -> {
                    throw RpcStatus.teamMissing("api_token.teams: " + team + " (expected: teams of your own)")
                            .toException();
                });
    }

    /** A viewer may do nothing that a developer may not; a test of the whole contract holds that. */
    private boolean has(TokenRole role) {
        boolean isLess = role == TokenRole.VIEWER && caller.roles().contains(Role.DEVELOPER);
        return isLess || caller.roles().contains(Role.valueOf(role.name()));
    }

    boolean isAdmin() {
        return caller.roles().contains(Role.ADMIN);
    }

    /** Whether the caller may see and revoke {@code token}. */
    boolean keeps(ApiToken token) {
        return isAdmin() || token.creator().equals(caller.subject());
    }
}
