package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.token.ApiToken;
import io.fawkes.dataapi.domain.token.ApiTokens;
import io.fawkes.runtime.identity.ApiTokenKeeper;
import io.fawkes.runtime.identity.ApiTokenKeeperUnavailable;
import io.fawkes.runtime.identity.Bearer;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * API tokens that are shown to data-api itself: it asks nobody but its own store.
 *
 * @param tokens where they are
 * @param clock by which they expire
 */
record KnownTokens(ApiTokens tokens, InstantSource clock) implements ApiTokenKeeper {

    @Override
    public Mono<Word> word(byte[] sha256) {
        return tokens.shown(Bytes.of(sha256))
                .map(this::word)
                .defaultIfEmpty(new Word.Bad("nobody made it here"))
                .onErrorMap(
                        DatabaseUnavailable.class, away -> new ApiTokenKeeperUnavailable("its database is away", away));
    }

    private Word word(ApiToken token) {
        return token.refusal(clock.instant())
                .<Word>map(Word.Bad::new)
                .orElseGet(() -> new Word.Good(bearer(token), token.expiresAt()));
    }

    private static Bearer bearer(ApiToken token) {
        var roles = token.scope().roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new Bearer(token.name(), token.scope().teams(), roles);
    }
}
