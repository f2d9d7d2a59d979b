package io.fawkes.gateway.http;

import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Lets pages of listed web origins read answers (the fetch standard's CORS). A credential travels in
 * {@code Authorization} only, so cookies are never asked for. Safe for concurrent use.
 */
final class Cors {
    private static final String ASKED_HEADERS = String.join(
            ", ",
            "authorization",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "last-event-id",
            "x-request-id",
            "x-server-timeout",
            "traceparent");
    private static final String TOLD_HEADERS = "etag, retry-after, x-request-id";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    boolean allows(String origin) {
        return origins.contains(origin);
    }

    /** Says on any answer that its origin may read it. */
    void mark(Exchange exchange) {
        if (origins.isEmpty()) {
            return;
        }
        exchange.response().addHeader("vary", "origin");
        var origin = exchange.header("origin");
        if (allows(origin)) {
            exchange.response()
                    .header("access-control-allow-origin", origin)
                    .header("access-control-expose-headers", TOLD_HEADERS);
        }
    }

    static boolean isPreflight(Exchange exchange) {
        return exchange.asksForOptions()
                && !exchange.header("origin").isEmpty()
                && !exchange.header("access-control-request-method").isEmpty();
    }

    /** Answers what a browser asks before it asks: to an origin that is not listed, nothing is promised. */
    Mono<Void> preflight(Exchange exchange, Collection<String> methods) {
        var response = exchange.response().status(204).header("allow", String.join(", ", methods));
        if (allows(exchange.header("origin"))) {
            response.header("access-control-allow-methods", String.join(", ", methods))
                    .header("access-control-allow-headers", ASKED_HEADERS)
                    .header("access-control-max-age", "600");
        }
        return response.send();
    }
}
