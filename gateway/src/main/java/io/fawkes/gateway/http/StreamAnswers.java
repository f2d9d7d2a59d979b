package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.backend.Failures;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.StatusWriter;
import io.fawkes.gateway.transcode.StreamForm;
import io.fawkes.gateway.transcode.StreamWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Writes streams of answers to HTTP, as fast as the caller reads. Safe for concurrent use. */
final class StreamAnswers {
    /** Messages asked of a service ahead of what the caller has taken. */
    private static final int AHEAD = 16;

    private final StatusWriter statuses;
    private final Duration heartbeat;

    StreamAnswers(StatusWriter statuses, Duration heartbeat) {
        this.statuses = statuses;
        this.heartbeat = heartbeat;
    }

    /**
     * Nothing is written before the first message, the end, an error or, of an event stream, the first heartbeat: until
     * then the HTTP status is open, and an error before is handed to the caller of this method.
     */
    Mono<Void> write(Exchange exchange, Route route, Flux<byte[]> messages) {
        var writer = route.stream(exchange.header("accept"), statuses);
        var pieces = messages.limitRate(AHEAD).map(writer::message);
        return (writer.form() == StreamForm.EVENTS ? withHeartbeats(pieces, writer.heartbeat()) : pieces)
                .switchOnFirst((first, all) -> first.isOnError() ? all.then() : written(exchange, route, writer, all))
                .then();
    }

    private Flux<ByteString> withHeartbeats(Flux<ByteString> pieces, ByteString beat) {
        Sinks.Empty<Void> ended = Sinks.empty();
        var beats = Flux.interval(heartbeat).onBackpressureDrop().map(_ -> beat).takeUntilOther(ended.asMono());
        return Flux.merge(1, pieces.doOnTerminate(ended::tryEmitEmpty), beats);
    }

    private static Mono<Void> written(Exchange exchange, Route route, StreamWriter writer, Flux<ByteString> pieces) {
        var response = exchange.response().status(route.successStatus()).header("content-type", writer.mediaType());
        if (exchange.wantsHeadersOnly()) {
            return response.send();
        }
        Flux<ByteBuf> body = pieces.concatWith(Mono.fromSupplier(writer::end))
                .onErrorResume(error -> broken(exchange, writer, error))
                .filter(Predicate.not(ByteString::isEmpty))
                .map(bytes -> Unpooled.wrappedBuffer(bytes.asReadOnlyByteBuffer()));
        return response.send(body, _ -> true).then();
    }

    private static Mono<ByteString> broken(Exchange exchange, StreamWriter writer, Throwable error) {
        return Mono.justOrEmpty(writer.failure(Failures.statusOf(error, exchange.requestId())))
                .switchIfEmpty(Mono.error(error));
    }
}
