package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.transcode.RestRequest;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.Router;
import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bodies for rpcs that take a stream: of any size, handed on piece by piece as the service takes them, never held. Safe for
 * concurrent use.
 */
final class Uploads {
    private Uploads() {}

    /**
     * The messages of an upload: first what path and query say, then one for each piece of the body as it arrives. What
     * they say is read before anything is called.
     *
     * @throws io.fawkes.gateway.transcode.Refusal if path, query or headers do not fit the rpc
     */
    static Flux<byte[]> messages(Exchange exchange, Router.Match match) {
        byte[] head = match.bind(RestRequest.withoutBody(exchange.target().query(), exchange.headers()));
        Route route = match.route();
        Flux<byte[]> pieces = exchange.request().receive().map(part -> route.piece(bytes(part)));
        return Mono.just(head).concatWith(pieces);
    }

    private static ByteString bytes(ByteBuf part) {
        byte[] copy = new byte[part.readableBytes()];
        part.readBytes(copy);
        return ByteString.copyFrom(copy);
    }
}
