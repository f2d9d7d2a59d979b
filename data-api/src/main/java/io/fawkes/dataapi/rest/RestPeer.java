package io.fawkes.dataapi.rest;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.backfill.PeerFailure;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.retry.Retry;

/**
 * Asks one source's REST interface. Only the configured origin is asked, answers are bounded in size and time, what may
 * pass is retried within a budget, and a rate limit is kept before it is met. Safe for concurrent use; fails with {@link
 * PeerFailure}, whose text never holds a credential.
 */
public final class RestPeer {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 3;
    private static final int LARGEST = 32 << 20;
    private static final int SHOWN = 4096;

    private final String name;
    private final RestAccess access;
    private final InstantSource clock;
    private final Duration firstPause;
    private final int redirects;
    private final HttpClient http;
    private final RetryBudget budget = new RetryBudget();
    private final AtomicReference<Instant> limitedUntil = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param name of the source, for messages
     * @param firstPause before the first retry
     * @param redirects how many redirects in a row are followed, to the same origin only
     */
    public RestPeer(String name, RestAccess access, InstantSource clock, Duration firstPause, int redirects) {
        this.name = name;
        this.access = access;
        this.clock = clock;
        this.firstPause = firstPause;
        this.redirects = redirects;
        this.http = HttpClient.create()
                .followRedirect(false)
                .disableRetry(true)
                .responseTimeout(PATIENCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECTING.toMillis())
                .headers(headers -> headers(headers, access));
    }

    private static void headers(HttpHeaders headers, RestAccess access) {
        headers.set(HttpHeaderNames.ACCEPT, "application/json").set(HttpHeaderNames.USER_AGENT, "fawkes-data-api");
        access.authorization().ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
    }

    /** Where it is. */
    public RestAccess access() {
        return access;
    }

    /** The answer to a GET of {@code target}: a path with its query below the configured address, or a link of an answer. */
    public Mono<RestAnswer> get(String target) {
        return Mono.defer(() -> attempt(access.resolve(target), redirects))
                .doOnNext(_ -> budget.answered())
                .retryWhen(Retry.backoff(RETRIES, firstPause)
                        .maxBackoff(LONGEST_PAUSE)
                        .jitter(0.5)
                        .filter(failure -> failure instanceof PeerFailure.Away && budget.spend())
                        .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    private Mono<RestAnswer> attempt(URI uri, int left) {
        if (!access.covers(uri)) {
            return Mono.error(() -> new PeerFailure.Refused(
                    name + ": sends us to " + uri.getHost() + " (expected: below " + access + ")"));
        }
        Instant until = limitedUntil.get();
        if (clock.instant().isBefore(until)) {
            return Mono.error(() -> limited(until));
        }
        return http.get()
                .uri(uri)
                .response((response, body) -> received(response, body))
                .single()
                .timeout(PATIENCE.multipliedBy(2))
                .onErrorMap(failure -> !(failure instanceof PeerFailure), failure -> away(uri, failure))
                .flatMap(received -> judged(received, uri, left));
    }

    /** The part of an answer that decides, and its body. */
    private record Received(int status, HttpHeaders headers, Bytes body) {

        private String text() {
            return new String(body.first(SHOWN).array(), StandardCharsets.UTF_8);
        }
    }

    private Mono<Received> received(HttpClientResponse response, ByteBufFlux body) {
        return body.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, this::appended)
                .map(all -> new Received(
                        response.status().code(), response.responseHeaders(), Bytes.of(all.toByteArray())));
    }

    private ByteArrayOutputStream appended(ByteArrayOutputStream all, byte[] part) {
        if (all.size() + part.length > LARGEST) {
            throw new PeerFailure.Refused(name + ": answers with more than " + LARGEST + " bytes");
        }
        all.writeBytes(part);
        return all;
    }

    private Mono<RestAnswer> judged(Received received, URI uri, int left) {
        Instant now = clock.instant();
        RateLimit.last(received.headers(), now).ifPresent(limitedUntil::set);
        Optional<Instant> refused = RateLimit.refused(received.status(), received.headers(), received.text(), now);
        if (refused.isPresent()) {
            limitedUntil.set(refused.get());
            return Mono.error(() -> limited(refused.get()));
        }
        return switch (received.status() / 100) {
            case 2 -> Mono.just(answer(received));
            case 3 -> redirected(received, uri, left);
            case 5 -> Mono.error(() -> new PeerFailure.Away(answered(uri, received)));
            default -> Mono.error(() -> new PeerFailure.Refused(answered(uri, received)));
        };
    }

    /** A renamed repository answers with its new place on the same origin; another origin is refused by the next attempt. */
    private Mono<RestAnswer> redirected(Received received, URI uri, int left) {
        String location = received.headers().get(HttpHeaderNames.LOCATION);
        return location == null || left == 0
                ? Mono.error(() -> new PeerFailure.Refused(answered(uri, received)))
                : Mono.defer(() -> attempt(uri.resolve(location), left - 1));
    }

    private RestAnswer answer(Received received) {
        return new RestAnswer(
                received.body(),
                Optional.ofNullable(received.headers().get("link"))
                        .flatMap(Links::next)
                        .map(this::target));
    }

    private String target(String link) {
        URI uri = URI.create(link);
        return access.covers(uri) ? access.target(uri) : link;
    }

    private PeerFailure limited(Instant until) {
        return new PeerFailure.Limited(name + ": its rate limit is reached, until " + until, until);
    }

    private PeerFailure away(URI uri, Throwable failure) {
        var away = new PeerFailure.Away(
                name + ": GET " + uri.getRawPath() + ": " + failure.getClass().getSimpleName());
        away.initCause(failure);
        return away;
    }

    private String answered(URI uri, Received received) {
        return name + ": GET " + uri.getRawPath() + " answers " + received.status();
    }
}
