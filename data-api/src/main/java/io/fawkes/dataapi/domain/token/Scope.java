package io.fawkes.dataapi.domain.token;

import java.util.Set;

/**
 * How far a token goes.
 *
 * @param roles what its bearer may be
 * @param teams teams its bearer is in, {@code teams/{team}}
 */
public record Scope(Set<TokenRole> roles, Set<String> teams) {

    public Scope {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }
}
