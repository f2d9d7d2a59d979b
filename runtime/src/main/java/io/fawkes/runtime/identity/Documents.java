package io.fawkes.runtime.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Gets an issuer's documents: no redirect is followed, no large or slow answer awaited. */
final class Documents {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.create()
            .followRedirect(false)
            .responseTimeout(PATIENCE)
            .headers(headers -> headers.set("accept", "application/json"));

    /** The document at {@code place} as text; an {@link IOException} if there is none. */
    Mono<String> get(URI place) {
        return http.get()
                .uri(place)
                .response((response, body) -> content(place, response, body))
                .single()
                .timeout(PATIENCE);
    }

    private static Mono<String> content(URI place, HttpClientResponse response, ByteBufFlux body) {
        if (response.status().code() != OK) {
            return body.then(Mono.error(new IOException("%s answers %s".formatted(place, response.status()))));
        }
        return body.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, (all, part) -> append(place, all, part))
                .map(all -> all.toString(StandardCharsets.UTF_8));
    }

    private static ByteArrayOutputStream append(URI place, ByteArrayOutputStream all, byte[] part) {
        if (all.size() + part.length > LARGEST) {
            throw new IllegalStateException("%s answers with more than %d bytes".formatted(place, LARGEST));
        }
        all.writeBytes(part);
        return all;
    }
}
