package io.fawkes.dataapi.domain.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A token without its secret.
 *
 * @param id last part of its resource name
 * @param displayName what it is for
 * @param scope how far it goes
 * @param creator who made it
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused
 * @param usedAt when it was last shown, to a minute; empty if never
 * @param revokedAt when it was revoked; empty if it was not
 */
public record ApiToken(
        String id,
        String displayName,
        Scope scope,
        String creator,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        Optional<Instant> revokedAt) {

    /** What names of tokens begin with. */
    public static final String COLLECTION = "apiTokens/";

    /** One that was just made. */
    public static ApiToken made(
            String id, String displayName, Scope scope, String creator, Instant now, Instant expiresAt) {
        return new ApiToken(id, displayName, scope, creator, now, expiresAt, Optional.empty(), Optional.empty());
    }

    /** Resource name, and who its bearer is. */
    public String name() {
        return COLLECTION + id;
    }

    /** Why it is refused at {@code now}; empty if it is good. */
    public Optional<String> refusal(Instant now) {
        if (revokedAt.isPresent()) {
            return Optional.of("it was revoked at " + revokedAt.get());
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of("it expired at " + expiresAt);
    }
}
