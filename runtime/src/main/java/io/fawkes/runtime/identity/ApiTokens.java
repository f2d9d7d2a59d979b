package io.fawkes.runtime.identity;

import io.fawkes.runtime.identity.ApiTokenKeeper.Word;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * API tokens as a process knows them: it asks their keeper, and remembers the answer for {@value #GOOD_SECONDS} s if it was
 * good, {@value #BAD_SECONDS} s if not. A token that was revoked is so believed that much longer at most; while the keeper is
 * away, one that was remembered is believed as long as that, and of others nothing is known. At most {@value #MOST} answers
 * are remembered, those of the tokens shown last; of tokens only hashes are. Safe for concurrent use.
 */
public final class ApiTokens {

    static final int GOOD_SECONDS = 30;
    static final int BAD_SECONDS = 10;
    static final int MOST = 10_000;

    /** As they are made: a prefix and 256 bits; whatever looks otherwise is not asked about. */
    private static final Pattern FORM = Pattern.compile("fwk_[A-Za-z0-9_-]{43}");

    private final ApiTokenKeeper keeper;
    private final InstantSource clock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    };

    public ApiTokens(ApiTokenKeeper keeper, InstantSource clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Whether {@code token} has the form of one. */
    public static boolean isApiToken(String token) {
        return FORM.matcher(token).matches();
    }

    /** Who shows {@code token}; fails with {@link TokenRefused} or {@link ApiTokenKeeperUnavailable}. Never blocks. */
    public Mono<Bearer> bearer(String token) {
        byte[] hash = sha256(token);
        String key = HexFormat.of().formatHex(hash);
        return Mono.defer(() -> known(key).map(Mono::just).orElseGet(() -> asked(key, hash)))
                .map(ApiTokens::bearer);
    }

    private Mono<Word> asked(String key, byte[] hash) {
        return keeper.word(hash).doOnNext(word -> remember(key, word));
    }

    private static Bearer bearer(Word word) {
        return switch (word) {
            case Word.Good good -> good.bearer();
            case Word.Bad bad -> throw new TokenRefused(bad.why());
        };
    }

    private Optional<Word> known(String key) {
        Instant now = clock.instant();
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(key))
                    .filter(known -> now.isBefore(known.until()))
                    .map(Remembered::word);
        }
    }

    private void remember(String key, Word word) {
        Instant now = clock.instant();
        Instant until = switch (word) {
            case Word.Good good -> earlier(good.until(), now.plus(Duration.ofSeconds(GOOD_SECONDS)));
            case Word.Bad _ -> now.plus(Duration.ofSeconds(BAD_SECONDS));
        };
        synchronized (remembered) {
            remembered.put(key, new Remembered(word, until));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Remembered(Word word, Instant until) {}
}
