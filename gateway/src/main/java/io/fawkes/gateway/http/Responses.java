package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.backend.Failures;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.ResponseWriter;
import io.fawkes.gateway.transcode.ResponseWriter.Body;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.StatusWriter;
import io.netty.buffer.Unpooled;
import java.util.Collection;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Writes whole answers to HTTP. Safe for concurrent use. */
final class Responses {
    private static final int NOT_MODIFIED = 304;
    private static final int NO_CONTENT = 204;
    /** A page of ours loads what is ours, and nothing from any other host. */
    private static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";

    private final StatusWriter statuses;

    Responses(StatusWriter statuses) {
        this.statuses = statuses;
    }

    /** Answers with what the rpc said; what was only read can be known again by its tag. */
    Mono<Void> whole(Exchange exchange, Route route, byte[] message) {
        var writer = route.writer();
        var body = writer.whole(message);
        exchange.response().status(route.successStatus());
        return route.isSafe() ? tagged(exchange, body, writer.text(message, "etag")) : send(exchange, body);
    }

    /** Answers with something that does not change while this process runs. */
    Mono<Void> document(Exchange exchange, Body document) {
        exchange.response().header("content-security-policy", PAGES);
        return tagged(exchange, document, Optional.empty());
    }

    /** Answers that the path takes these methods. */
    Mono<Void> options(Exchange exchange, Collection<String> methods) {
        return exchange.response()
                .status(NO_CONTENT)
                .header("allow", String.join(", ", methods))
                .send();
    }

    /** Answers with what went wrong. */
    Mono<Void> failure(Exchange exchange, Throwable error) {
        return failure(
                exchange,
                error instanceof Refusal refusal
                        ? statuses.failure(refusal)
                        : statuses.failure(Failures.statusOf(error, exchange.requestId())));
    }

    /** Answers with what a service said of a body that was too large for it, and with the HTTP status that says so. */
    Mono<Void> oversized(Exchange exchange, Throwable error) {
        var status = Failures.statusOf(error, exchange.requestId());
        return failure(exchange, statuses.failure(status, Refusal.CONTENT_TOO_LARGE));
    }

    private static Mono<Void> failure(Exchange exchange, StatusWriter.Failure failure) {
        var response = exchange.response().status(failure.httpStatus());
        failure.headers().forEach(response::header);
        return send(exchange, new Body(ResponseWriter.JSON, failure.content()));
    }

    private static Mono<Void> tagged(Exchange exchange, Body body, Optional<String> own) {
        var tag = Etags.of(own, body.content());
        var response = exchange.response().header("etag", tag).header("cache-control", "private, no-cache");
        return Etags.isKnown(exchange.request().requestHeaders(), tag)
                ? response.status(NOT_MODIFIED).send()
                : send(exchange, body);
    }

    private static Mono<Void> send(Exchange exchange, Body body) {
        var response =
                exchange.response().header("content-type", body.mediaType()).addHeader("vary", "accept-encoding");
        var content = encoded(exchange, body);
        response.header("content-length", Integer.toString(content.size()));
        return exchange.wantsHeadersOnly()
                ? response.send()
                : response.send(Mono.just(Unpooled.wrappedBuffer(content.asReadOnlyByteBuffer())))
                        .then();
    }

    private static ByteString encoded(Exchange exchange, Body body) {
        if (!Gzip.suits(exchange.header("accept-encoding"), body.mediaType(), body.content())) {
            return body.content();
        }
        exchange.response().header("content-encoding", "gzip");
        return Gzip.of(body.content());
    }
}
