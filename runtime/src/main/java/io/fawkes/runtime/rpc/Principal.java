package io.fawkes.runtime.rpc;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who calls.
 *
 * @param subject name for logs and the audit; never a credential
 * @param roles what the caller may be; an rpc needs one of them
 * @param teams teams the caller is in, {@code teams/{team}}
 */
public record Principal(String subject, Set<Role> roles, Set<String> teams) {

    /** The caller of a loopback process without configured access: whoever sits at this machine. */
    public static final Principal LOCAL_ADMIN = new Principal("local-admin", Set.of(Role.ADMIN), Set.of());

    /** A caller without a credential. */
    public static final Principal ANONYMOUS = new Principal("anonymous", Set.of(Role.ANONYMOUS), Set.of());

    private static final Set<Role> SEES_EVERY_ROW = EnumSet.of(Role.ADMIN, Role.SERVICE);

    public Principal {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** Whether the caller is one of {@code allowed}. */
    public boolean hasOneOf(Set<Role> allowed) {
        return roles.stream().anyMatch(allowed::contains);
    }

    /** Whether team limits do not apply to the caller. */
    public boolean seesEveryRow() {
        return hasOneOf(SEES_EVERY_ROW);
    }

    /** Whether rows that {@code team} owns may be shown to the caller. Rows of nobody are for those who see every row. */
    public boolean seesRowsOf(String team) {
        return seesEveryRow() || teams.contains(team);
    }
}
