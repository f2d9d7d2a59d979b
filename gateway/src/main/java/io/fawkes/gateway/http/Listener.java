package io.fawkes.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Opens the one port: HTTP/1.1 and HTTP/2, with TLS or without. */
final class Listener {
    private Listener() {}

    /** Listens; every connection joins {@code channels} and is shown to {@code arrived}. */
    static DisposableServer bind(
            DoorConfig config,
            ChannelGroup channels,
            Consumer<Channel> arrived,
            BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> handler) {
        var server = HttpServer.create()
                .host(config.listen().host())
                .port(config.listen().port())
                // A client may ask for HTTP/2 with its first POST, as the JDK's does; its body comes before the
                // upgrade.
                .httpRequestDecoder(
                        decoder -> decoder.h2cMaxContentLength(config.limits().bodyBytes()))
                .channelGroup(channels)
                .doOnChannelInit((_, channel, _) -> arrived.accept(channel))
                .handle(handler);
        return config.tls()
                .map(files -> encrypted(server, files))
                .orElseGet(() -> server.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11))
                .bindNow();
    }

    private static HttpServer encrypted(HttpServer server, TlsFiles files) {
        return server.protocol(HttpProtocol.H2, HttpProtocol.HTTP11).secure(spec -> spec.sslContext(files.spec()));
    }
}
