package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.backend.Failures;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.ResponseWriter;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.StatusWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes answers to HTTP. Safe for concurrent use. */
final class Responses {
    private final StatusWriter statuses;

    Responses(StatusWriter statuses) {
        this.statuses = statuses;
    }

    Mono<Void> whole(Exchange exchange, Route route, byte[] message) {
        var body = route.writer().whole(message);
        exchange.response().status(route.successStatus());
        return send(exchange, body.mediaType(), body.content());
    }

    /** Writes a line for each message; an error becomes the last line. */
    Mono<Void> lines(Exchange exchange, Route route, Flux<byte[]> messages) {
        var response = exchange.response().status(route.successStatus());
        response.header("content-type", ResponseWriter.NDJSON);
        if (exchange.wantsHeadersOnly()) {
            return response.send();
        }
        Flux<ByteBuf> lines = messages.map(route.writer()::line)
                .onErrorResume(error -> Mono.just(statuses.line(Failures.statusOf(error, exchange.requestId()))))
                .map(Unpooled::wrappedBuffer);
        return response.send(lines, _ -> true).then();
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
        return send(exchange, ResponseWriter.JSON, failure.content());
    }

    private static Mono<Void> send(Exchange exchange, String mediaType, ByteString content) {
        HttpServerResponse response = exchange.response()
                .header("content-type", mediaType)
                .header("content-length", Integer.toString(content.size()));
        return exchange.wantsHeadersOnly()
                ? response.send()
                : response.send(Mono.just(Unpooled.wrappedBuffer(content.asReadOnlyByteBuffer())))
                        .then();
    }
}
