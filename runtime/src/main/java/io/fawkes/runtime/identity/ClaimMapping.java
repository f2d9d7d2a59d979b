package io.fawkes.runtime.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an issuer's claims mean here: whose token it is, which of its groups are teams, and which give roles.
 *
 * @param subject claim that names the bearer
 * @param groups claim that lists the bearer's groups; Backstage calls it {@code ent}, Dex {@code groups}
 * @param teamPrefix what a group's name begins with if it is a team, and what is cut off: {@code group:default/} of Backstage
 * @param roles what a group makes its members, by the group's whole name
 * @param everyone what any bearer is
 */
public record ClaimMapping(
        String subject, String groups, String teamPrefix, Map<String, Set<String>> roles, Set<String> everyone) {

    private static final Pattern TEAM = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

    public ClaimMapping {
        roles = Map.copyOf(roles);
        everyone = Set.copyOf(everyone);
    }

    /** The bearer named {@code subject} and member of {@code groups}. A group that cannot be a team's name is none. */
    Bearer bearer(String subject, Collection<String> groups) {
        return new Bearer(subject, teams(groups), roles(groups));
    }

    private Set<String> teams(Collection<String> groups) {
        return groups.stream()
                .filter(group -> group.startsWith(teamPrefix))
                .map(group -> group.substring(teamPrefix.length()))
                .filter(team -> TEAM.matcher(team).matches())
                .map("teams/"::concat)
                .collect(toUnmodifiableSet());
    }

    private Set<String> roles(Collection<String> groups) {
        var given = groups.stream().flatMap(group -> roles.getOrDefault(group, Set.of()).stream());
        return Stream.concat(everyone.stream(), given).collect(toUnmodifiableSet());
    }
}
