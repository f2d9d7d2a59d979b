package io.fawkes.gateway.passthrough;

import com.google.rpc.Status;
import io.fawkes.gateway.access.Doorkeeper;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.backend.ByteCalls;
import io.fawkes.gateway.backend.Call;
import io.fawkes.gateway.backend.Failures;
import io.fawkes.gateway.backend.Forwarding;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Hands gRPC calls on to the service they name, both ways at once, without reading a message. */
public final class GrpcPassthrough {
    private static final Status OK = Status.getDefaultInstance();
    /** Messages asked of a service ahead of what the caller has taken. */
    private static final int AHEAD = 16;

    private final Doorkeeper doorkeeper;
    private final Backends backends;
    private final MeshIntrospection introspection;
    private final Duration longest;
    private final int largestMessage;

    /**
     * A passthrough to {@code backends}.
     *
     * @param doorkeeper who may call what, and how often
     * @param longest how long a call may last, whatever the caller asks
     * @param largestMessage of a request, in bytes
     */
    public GrpcPassthrough(
            Doorkeeper doorkeeper,
            Backends backends,
            MeshIntrospection introspection,
            Duration longest,
            int largestMessage) {
        this.doorkeeper = doorkeeper;
        this.backends = backends;
        this.introspection = introspection;
        this.longest = longest;
        this.largestMessage = largestMessage;
    }

    /** Whether the request is a gRPC call. */
    public static boolean isCall(HttpServerRequest request) {
        var type = request.requestHeaders().get("content-type", "");
        return type.startsWith("application/grpc")
                && !type.startsWith("application/grpc-web")
                && request.protocol().startsWith("HTTP/2");
    }

    /** Answers one call; every failure becomes trailers. */
    public Mono<Void> handle(HttpServerRequest request, HttpServerResponse response, String requestId, Context trace) {
        var end = new AtomicReference<>(OK);
        var frames = answers(request, requestId, trace)
                .limitRate(AHEAD)
                .map(GrpcPassthrough::frame)
                .doOnError(error -> end.set(Failures.statusOf(error, requestId)))
                .onErrorComplete();
        response.status(200)
                .header("content-type", "application/grpc")
                .trailerHeaders(trailers -> GrpcTrailers.write(end.get(), trailers));
        return response.send(frames, _ -> true).then();
    }

    private Flux<byte[]> answers(HttpServerRequest request, String requestId, Context trace) {
        var rpc = request.uri().substring(1);
        var channel = channelFor(rpc);
        if (channel.isEmpty()) {
            return refused(request, RpcStatus.methodUnknown(rpc).toException());
        }
        return refusal(rpc, request)
                .flatMapMany(refusal -> refusal.map(said -> refused(request, said))
                        .orElseGet(() -> handedOn(channel.get(), rpc, request, requestId, trace)));
    }

    /** Why the caller may not call; empty if it may. Health and reflection are open, and no rpcs of the mesh. */
    private Mono<Optional<StatusRuntimeException>> refusal(String rpc, HttpServerRequest request) {
        if (!doorkeeper.knows(rpc)) {
            return Mono.just(Optional.empty());
        }
        return doorkeeper
                .admit(rpc, request.requestHeaders().get("authorization"))
                .map(_ -> Optional.<StatusRuntimeException>empty())
                .onErrorResume(StatusRuntimeException.class, refused -> Mono.just(Optional.of(refused)));
    }

    private Flux<byte[]> handedOn(
            Channel channel, String rpc, HttpServerRequest request, String requestId, Context trace) {
        var headers = request.requestHeaders();
        var call = new Call(
                rpc, Forwarding.timeout(headers::get, longest), Forwarding.metadata(headers::get, requestId), trace);
        var deframer = new Deframer(largestMessage, headers.get("grpc-encoding"));
        return ByteCalls.duplex(channel, call, request.receive().concatMapIterable(deframer::feed));
    }

    /**
     * Refused after the whole request was taken. Its buffers become numbers first: ignored as they are, they would be
     * given back twice, by the operator that ignores them and by the connection.
     */
    private static Flux<byte[]> refused(HttpServerRequest request, StatusRuntimeException refusal) {
        return request.receive().map(ByteBuf::readableBytes).thenMany(Flux.error(refusal));
    }

    private Optional<Channel> channelFor(String rpc) {
        int slash = rpc.indexOf('/');
        var service = slash < 0 ? rpc : rpc.substring(0, slash);
        return introspection.serving(service).or(() -> backends.serving(service));
    }

    private static ByteBuf frame(byte[] message) {
        var prefix = Unpooled.buffer(5).writeByte(0).writeInt(message.length);
        return Unpooled.wrappedBuffer(prefix, Unpooled.wrappedBuffer(message));
    }
}
