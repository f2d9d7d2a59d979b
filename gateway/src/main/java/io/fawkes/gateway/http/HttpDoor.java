package io.fawkes.gateway.http;

import io.fawkes.gateway.access.Doorkeeper;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.backend.Forwarding;
import io.fawkes.gateway.passthrough.GrpcPassthrough;
import io.fawkes.gateway.passthrough.MeshIntrospection;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.Router;
import io.fawkes.gateway.transcode.StatusWriter;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Admission;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.InstantSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The listening door: REST over HTTP/1.1 and HTTP/2, gRPC over HTTP/2, on one port, with TLS or without.
 *
 * <p>Serves from {@link #open} to {@link #close}; {@link #drain} before that asks callers to leave while they are still
 * served. Safe for concurrent use.
 */
public final class HttpDoor implements AutoCloseable {
    private final LoopbackGuard guard;
    private final RequestSpans spans;
    private final UnreadableRequests unreadable;
    private final RestHandler rest;
    private final GrpcPassthrough grpc;
    private final MeshIntrospection introspection;
    private final DoorLimits limits;
    private final CommonHeaders common;
    private final Arrivals arrivals = new Arrivals();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;
    private volatile boolean draining;

    private HttpDoor(
            DoorConfig config,
            MeshDescriptors mesh,
            Doorkeeper doorkeeper,
            Backends backends,
            OpenTelemetry telemetry,
            MeshIntrospection introspection) {
        var cors = new Cors(config.origins());
        this.guard = new LoopbackGuard(config.listen(), cors);
        this.common = new CommonHeaders(InstantSource.system(), config.tls().isPresent());
        this.limits = config.limits();
        var router = Router.of(mesh);
        this.spans = new RequestSpans(telemetry, router::showable);
        var statuses = new StatusWriter(mesh);
        this.unreadable = new UnreadableRequests(statuses);
        this.rest = new RestHandler(router, doorkeeper, backends, limits, statuses, cors, Documents.of(mesh));
        this.grpc = new GrpcPassthrough(doorkeeper, backends, introspection, limits.stream(), limits.messageBytes());
        this.introspection = introspection;
        this.server = Listener.bind(config, channels, this::arrived, this::handle);
    }

    /**
     * Opens the door; it serves when this returns.
     *
     * @throws IOException if the address cannot be bound, or the certificate cannot be used
     */
    public static HttpDoor open(DoorConfig config, MeshDescriptors mesh, Backends backends, OpenTelemetry telemetry)
            throws IOException {
        var admission = Admission.to(mesh.services(), config.authentication());
        var doorkeeper = Doorkeeper.of(admission, config.authentication(), config.rateLimit(), telemetry);
        var introspection = MeshIntrospection.start(mesh);
        try {
            return new HttpDoor(config, mesh, doorkeeper, backends, telemetry, introspection);
        } catch (RuntimeException e) {
            introspection.close();
            throw new IOException("%s: cannot be listened on".formatted(config.listen()), e);
        }
    }

    /** Where it listens, with the port that the system chose. */
    public Address address() {
        return new Address(server.host(), server.port());
    }

    /** Asks callers to leave, each with its next answer; all are still served. */
    public void drain() {
        if (!draining) {
            draining = true;
            introspection.stopping();
        }
        channels.forEach(HttpDoor::goAway);
    }

    /**
     * Asks callers to leave; listens until none has come for a while; lets those that came have their answer, and leave
     * with it; then lets requests under way finish within the limit, and closes.
     */
    @Override
    public void close() {
        drain();
        arrivals.awaitQuiet(limits.quiet(), limits.leave());
        stopListening();
        var _ = channels.newCloseFuture().awaitUninterruptibly(limits.leave().toMillis());
        try {
            server.disposeNow(limits.drain());
        } finally {
            introspection.close();
        }
    }

    /** Connections stay; only those that come from now on are refused. */
    private void stopListening() {
        channels.remove(server.channel());
        var _ = server.channel().close().awaitUninterruptibly(limits.leave().toMillis());
    }

    private void arrived(Channel channel) {
        arrivals.note();
        explainUnreadable(channel);
    }

    private void explainUnreadable(Channel channel) {
        if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
            channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, null, unreadable);
        }
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        var requestId = Forwarding.requestId(request.requestHeaders().get(Forwarding.REQUEST_ID));
        var trace = spans.begin(request, requestId);
        common.add(response, requestId);
        if (draining && request.protocol().startsWith("HTTP/1")) {
            response.keepAlive(false);
        }
        return answer(new Exchange(request, response, requestId, trace)).doFinally(_ -> spans.end(trace, response));
    }

    private Mono<Void> answer(Exchange exchange) {
        boolean isCall = GrpcPassthrough.isCall(exchange.request());
        if (!isCall) {
            common.guard(exchange.response());
        }
        try {
            guard.check(exchange.request().requestHeaders());
        } catch (Refusal refusal) {
            return rest.refuse(exchange, refusal);
        }
        return isCall
                ? grpc.handle(exchange.request(), exchange.response(), exchange.requestId(), exchange.trace())
                : rest.handle(exchange);
    }

    /** Says that no new stream should be begun here, while all that arrive are still taken. */
    private static void goAway(Channel channel) {
        var connection = channel.parent() == null ? channel : channel.parent();
        if (connection.pipeline().get(Http2FrameCodec.class) != null) {
            var _ = connection.writeAndFlush(
                    new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE / 2));
        }
    }
}
