package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.token.ApiToken;
import io.fawkes.dataapi.domain.token.Scope;
import io.fawkes.dataapi.domain.token.TokenRole;
import io.fawkes.dataapi.v1.VerifyApiTokenResponse;
import io.fawkes.type.v1.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tokens as the contract's messages, and back. */
final class ApiTokenProtos {

    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TEAMS = 100;
    private static final Pattern TEAM = Pattern.compile("teams/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final String PREFIX = "ROLE_";

    private ApiTokenProtos() {}

    /** What is asked to be made; fails with InvalidField. */
    static ApiToken asked(io.fawkes.dataapi.v1.ApiToken message, String id, String creator, Instant now) {
        return ApiToken.made(id, displayName(message), scope(message), creator, now, expiry(message, now));
    }

    private static String displayName(io.fawkes.dataapi.v1.ApiToken message) {
        String name = message.getDisplayName().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new InvalidField(
                    "api_token.display_name", name.length() + " characters (expected: 1 to " + LONGEST_NAME + ")");
        }
        return name;
    }

    private static Scope scope(io.fawkes.dataapi.v1.ApiToken message) {
        Set<TokenRole> roles =
                message.getRolesList().stream().map(ApiTokenProtos::role).collect(Collectors.toUnmodifiableSet());
        if (roles.isEmpty()) {
            throw new InvalidField("api_token.roles", "missing (expected: at least one role)");
        }
        return new Scope(roles, teams(message.getTeamsList()));
    }

    private static TokenRole role(Role role) {
        return switch (role) {
            case ROLE_ADMIN -> TokenRole.ADMIN;
            case ROLE_DEVELOPER -> TokenRole.DEVELOPER;
            case ROLE_VIEWER -> TokenRole.VIEWER;
            case ROLE_UNSPECIFIED, ROLE_ANONYMOUS, ROLE_SERVICE, UNRECOGNIZED ->
                throw new InvalidField(
                        "api_token.roles", role + " (expected: ROLE_ADMIN, ROLE_DEVELOPER or ROLE_VIEWER)");
        };
    }

    private static Set<String> teams(List<String> teams) {
        if (teams.size() > MOST_TEAMS) {
            throw new InvalidField("api_token.teams", teams.size() + " (expected: at most " + MOST_TEAMS + ")");
        }
        teams.stream().filter(team -> !TEAM.matcher(team).matches()).findFirst().ifPresent(team -> {
            throw new InvalidField("api_token.teams", "\"" + team + "\" (expected: teams/{team})");
        });
        return Set.copyOf(teams);
    }

    private static Instant expiry(io.fawkes.dataapi.v1.ApiToken message, Instant now) {
        if (!message.hasExpireTime()) {
            return now.plus(USUAL_LIFE);
        }
        Instant asked = Times.instant("api_token.expire_time", message.getExpireTime());
        if (!asked.isAfter(now) || asked.isAfter(now.plus(LONGEST_LIFE))) {
            throw new InvalidField(
                    "api_token.expire_time",
                    asked + " (expected: from now to " + LONGEST_LIFE.toDays() + " days ahead)");
        }
        return asked;
    }

    static io.fawkes.dataapi.v1.ApiToken rendered(ApiToken token) {
        var message = io.fawkes.dataapi.v1.ApiToken.newBuilder()
                .setName(token.name())
                .setDisplayName(token.displayName())
                .addAllRoles(roles(token.scope()))
                .addAllTeams(token.scope().teams().stream().sorted().toList())
                .setCreator(token.creator())
                .setCreateTime(Times.timestamp(token.createdAt()))
                .setExpireTime(Times.timestamp(token.expiresAt()));
        token.usedAt().map(Times::timestamp).ifPresent(message::setLastUseTime);
        token.revokedAt().map(Times::timestamp).ifPresent(message::setRevokeTime);
        return message.build();
    }

    private static List<Role> roles(Scope scope) {
        return scope.roles().stream()
                .sorted()
                .map(role -> Role.valueOf(PREFIX + role.name()))
                .toList();
    }

    /** Whose bearer shows {@code token}, if it is good at {@code now}. */
    static VerifyApiTokenResponse word(ApiToken token, Instant now) {
        return token.refusal(now)
                .map(ApiTokenProtos::refused)
                .orElseGet(() -> VerifyApiTokenResponse.newBuilder()
                        .setSubject(token.name())
                        .addAllRoles(roles(token.scope()))
                        .addAllTeams(token.scope().teams())
                        .setExpireTime(Times.timestamp(token.expiresAt()))
                        .build());
    }

    static VerifyApiTokenResponse refused(String why) {
        return VerifyApiTokenResponse.newBuilder().setRefusal(why).build();
    }
}
