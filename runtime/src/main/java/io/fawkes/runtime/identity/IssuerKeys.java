package io.fawkes.runtime.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.fawkes.runtime.telemetry.OwnContext;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The keys of one issuer: asked for when first needed, when they are ten minutes old, and when a token names one that is
 * not there; at most every half minute, and once for all who wait. Through an outage of the issuer the last ones hold for
 * a day. Safe for concurrent use.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

    private record Held(JWKSet keys, Instant since) {
        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    private record Attempt(Instant at, Mono<Held> result) {}

    private final Issuer issuer;
    private final Documents documents;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final AtomicReference<Attempt> last;

    IssuerKeys(Issuer issuer, Documents documents, InstantSource clock) {
        this.issuer = issuer;
        this.documents = documents;
        this.clock = clock;
        this.last = new AtomicReference<>(new Attempt(Instant.MIN, Mono.empty()));
    }

    Issuer issuer() {
        return issuer;
    }

    /** The key set, asked for anew if what is held is old or not {@code sufficient}; else {@link IssuerUnavailable}. */
    Mono<JWKSet> keys(Predicate<JWKSet> sufficient) {
        Instant now = clock.instant();
        Held known = held.get();
        if (known != null && known.isYoungerThan(FRESH, now) && sufficient.test(known.keys())) {
            return Mono.just(known.keys());
        }
        return attempt(now)
                .onErrorResume(failure -> known != null && known.isYoungerThan(USABLE, now)
                        ? Mono.just(known)
                        : Mono.error(new IssuerUnavailable(issuer, failure)))
                .map(Held::keys);
    }

    private Mono<Held> attempt(Instant now) {
        return last.updateAndGet(earlier -> isOver(earlier, now) ? new Attempt(now, fetched(now)) : earlier)
                .result();
    }

    private static boolean isOver(Attempt attempt, Instant now) {
        return attempt.at().equals(Instant.MIN) || now.isAfter(attempt.at().plus(BETWEEN_ATTEMPTS));
    }

    /** One for all who wait, so it is nobody's: whoever came first may be gone before the answer. */
    private Mono<Held> fetched(Instant now) {
        Mono<Held> shared = OwnContext.none(place().flatMap(documents::get).map(text -> parsed(text, now)))
                .doOnNext(held::set)
                .doOnError(failure -> LOG.atWarn()
                        .addKeyValue("issuer", issuer.id())
                        .setCause(failure)
                        .log("an issuer's keys cannot be had"))
                .cache();
        return OwnContext.of(shared);
    }

    private Mono<URI> place() {
        return Mono.justOrEmpty(issuer.keys())
                .switchIfEmpty(
                        Mono.defer(() -> documents.get(issuer.discovery()).map(this::discovered)));
    }

    private URI discovered(String text) {
        try {
            var document = JSONObjectUtils.parse(text);
            if (!issuer.id().equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new IllegalStateException("the discovery document of %s is another's".formatted(issuer.id()));
            }
            return JSONObjectUtils.getURI(document, "jwks_uri");
        } catch (ParseException e) {
            throw new IllegalStateException("the discovery document of %s cannot be read".formatted(issuer.id()), e);
        }
    }

    private Held parsed(String text, Instant now) {
        try {
            return new Held(JWKSet.parse(text), now);
        } catch (ParseException e) {
            throw new IllegalStateException("the key set of %s cannot be read".formatted(issuer.id()), e);
        }
    }
}
