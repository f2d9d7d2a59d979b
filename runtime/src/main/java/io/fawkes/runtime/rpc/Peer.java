package io.fawkes.runtime.rpc;

import io.fawkes.runtime.config.Address;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.ContextView;

/**
 * Another process of the mesh, as a client sees it: one channel, and the operators by which a pipeline calls it.
 *
 * <p>A call made inside an rpc carries that rpc's remaining time and request id; a call of the process's own has the
 * limits of {@link CallLimits#DEFAULT} unless it was given others. Safe for concurrent use.
 */
public final class Peer implements AutoCloseable {

    private static final int RETRY_ATTEMPTS = 3;

    private final ManagedChannel channel;
    private final Optional<String> token;
    private final CallLimits limits;

    private Peer(ManagedChannel channel, Optional<String> token, CallLimits limits) {
        this.channel = channel;
        this.token = token;
        this.limits = limits;
    }

    /**
     * A lazily connected peer none of whose calls is retried: a caller decides that for itself.
     *
     * @param token bearer token this process shows; empty where the mesh is loopback
     */
    public static Peer at(Address address, Optional<String> token, OpenTelemetry telemetry) {
        return at(address, token, telemetry, List.of());
    }

    /**
     * A lazily connected peer.
     *
     * @param token bearer token this process shows; empty where the mesh is loopback
     * @param safe rpcs, {@code package.Service/Method}, that change nothing however often they are called; only these are
     *     retried, and only when the peer is UNAVAILABLE: whether it wrote before it said so is not known
     */
    public static Peer at(Address address, Optional<String> token, OpenTelemetry telemetry, Collection<String> safe) {
        return at(address, token, telemetry, safe, CallLimits.DEFAULT);
    }

    /** The same with other {@code limits} of the process's own calls. */
    public static Peer at(
            Address address,
            Optional<String> token,
            OpenTelemetry telemetry,
            Collection<String> safe,
            CallLimits limits) {
        var channel = NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .defaultLoadBalancingPolicy("round_robin")
                .defaultServiceConfig(retries(safe))
                .keepAliveTime(60, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .maxInboundMessageSize(16 * 1024 * 1024)
                .intercept(GrpcTelemetry.create(telemetry).createClientInterceptor())
                .build();
        return new Peer(channel, token, limits);
    }

    private static Map<String, ?> retries(Collection<String> safe) {
        if (safe.isEmpty()) {
            return Map.of();
        }
        var policy = Map.of(
                "maxAttempts",
                (double) RETRY_ATTEMPTS,
                "initialBackoff",
                "0.05s",
                "maxBackoff",
                "1s",
                "backoffMultiplier",
                2.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE"));
        var names = safe.stream().map(Peer::name).toList();
        return Map.of(
                "methodConfig", List.of(Map.of("name", names, "retryPolicy", policy)),
                "retryThrottling", Map.of("maxTokens", 10.0, "tokenRatio", 0.1));
    }

    private static Map<String, String> name(String fullMethodName) {
        int slash = fullMethodName.indexOf('/');
        return Map.of("service", fullMethodName.substring(0, slash), "method", fullMethodName.substring(slash + 1));
    }

    /** The channel, to build a stub on once. */
    public Channel channel() {
        return channel;
    }

    /** Calls an rpc that answers once. */
    public <S extends AbstractStub<S>, T> Mono<T> one(S stub, Function<S, Mono<T>> call) {
        return Mono.deferContextual(context -> call.apply(prepared(stub, context, limits.unary())));
    }

    /** Calls an rpc that answers with a stream. */
    public <S extends AbstractStub<S>, T> Flux<T> many(S stub, Function<S, Flux<T>> call) {
        return Flux.deferContextual(context -> call.apply(prepared(stub, context, limits.stream())));
    }

    /** Calls an rpc for this process itself, whoever's call it is made in. */
    <Q, A> Mono<A> own(MethodDescriptor<Q, A> method, Q request, Duration limit) {
        return Mono.create(sink -> {
            var headers = MetadataUtils.newAttachHeadersInterceptor(headers(Optional.empty()));
            var options = CallOptions.DEFAULT.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS);
            ClientCall<Q, A> call =
                    ClientInterceptors.intercept(channel, headers).newCall(method, options);
            sink.onCancel(() -> call.cancel("nobody waits any more", null));
            ClientCalls.asyncUnaryCall(call, request, new Answered<>(sink));
        });
    }

    private record Answered<A>(MonoSink<A> sink) implements StreamObserver<A> {

        @Override
        public void onNext(A answer) {
            sink.success(answer);
        }

        @Override
        public void onError(Throwable failure) {
            sink.error(failure);
        }

        @Override
        public void onCompleted() {
            sink.success();
        }
    }

    private <S extends AbstractStub<S>> S prepared(S stub, ContextView context, Duration limit) {
        Optional<CallContext> call = context.getOrEmpty(CallContext.class);
        Deadline deadline =
                call.map(CallContext::deadline).orElseGet(() -> Deadline.after(limit.toNanos(), TimeUnit.NANOSECONDS));
        return stub.withDeadline(deadline).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(call)));
    }

    private Metadata headers(Optional<CallContext> call) {
        Metadata headers = new Metadata();
        token.ifPresent(value -> headers.put(CallInterceptor.AUTHORIZATION, "Bearer " + value));
        call.ifPresent(caller -> headers.put(CallInterceptor.REQUEST_ID, caller.requestId()));
        return headers;
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(5, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
