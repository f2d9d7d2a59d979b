package io.fawkes.runtime.identity;

import java.util.Set;

/**
 * Who shows a token, as its issuer says.
 *
 * @param subject name for logs and the audit
 * @param teams teams the bearer is in, {@code teams/{team}}
 * @param roles names of the roles that the bearer's groups give
 */
public record Bearer(String subject, Set<String> teams, Set<String> roles) {

    public Bearer {
        teams = Set.copyOf(teams);
        roles = Set.copyOf(roles);
    }
}
