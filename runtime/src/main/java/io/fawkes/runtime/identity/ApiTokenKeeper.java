package io.fawkes.runtime.identity;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Whoever keeps the API tokens, and says whose bearer shows one. Safe for concurrent use. */
@FunctionalInterface
public interface ApiTokenKeeper {

    /**
     * What is to be thought of a token whose SHA-256 this is; always answers or fails. Fails with
     * {@link ApiTokenKeeperUnavailable} if it cannot be asked.
     */
    Mono<Word> word(byte[] sha256);

    /** What a keeper says of a token. */
    sealed interface Word {

        /**
         * The token is good.
         *
         * @param bearer who shows it
         * @param until from when on it is not
         */
        record Good(Bearer bearer, Instant until) implements Word {}

        /**
         * The token is refused.
         *
         * @param why for people
         */
        record Bad(String why) implements Word {}
    }
}
