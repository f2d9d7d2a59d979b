package io.fawkes.gateway.backend;

import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Calls rpcs in bytes. A call begins with the subscription; cancelling the subscription cancels the call. Answers are
 * asked for as they are demanded, so a slow reader holds the service up and nothing piles up here. A call that ends in
 * an error fails with a {@code StatusRuntimeException} that carries the trailers.
 */
public final class ByteCalls {
    private ByteCalls() {}

    /** Calls an rpc that answers once. */
    public static Flux<byte[]> unary(Channel channel, Call call, byte[] request) {
        return answers(channel, call, MethodType.UNARY, Flux.just(request));
    }

    /** Calls an rpc that answers with a stream. */
    public static Flux<byte[]> serverStream(Channel channel, Call call, byte[] request) {
        return answers(channel, call, MethodType.SERVER_STREAMING, Flux.just(request));
    }

    /** Calls an rpc that takes a stream; {@code requests} are taken as fast as the service takes them. */
    public static Flux<byte[]> clientStream(Channel channel, Call call, Publisher<byte[]> requests) {
        return answers(channel, call, MethodType.CLIENT_STREAMING, requests);
    }

    /** Calls an rpc of any kind; {@code requests} are taken as fast as the service takes them. */
    public static Flux<byte[]> duplex(Channel channel, Call call, Publisher<byte[]> requests) {
        return answers(channel, call, MethodType.BIDI_STREAMING, requests);
    }

    private static Flux<byte[]> answers(Channel channel, Call call, MethodType type, Publisher<byte[]> requests) {
        return Flux.create(sink -> {
            try (var _ = call.trace().makeCurrent()) {
                start(channel.newCall(call.method(type), call.options()), call.headers(), requests, sink);
            }
        });
    }

    private static void start(
            ClientCall<byte[], byte[]> call, Metadata headers, Publisher<byte[]> requests, FluxSink<byte[]> sink) {
        var pump = new RequestPump(call);
        call.start(new Answers(sink, pump), headers);
        sink.onCancel(() -> call.cancel("the caller went away", null));
        sink.onDispose(pump);
        sink.onRequest(demand -> call.request((int) Math.min(demand, Integer.MAX_VALUE)));
        requests.subscribe(pump);
    }

    /** Hands on what the service says; gRPC calls it from one thread at a time. */
    private static final class Answers extends ClientCall.Listener<byte[]> {
        private final FluxSink<byte[]> sink;
        private final RequestPump pump;

        Answers(FluxSink<byte[]> sink, RequestPump pump) {
            this.sink = sink;
            this.pump = pump;
        }

        @Override
        public void onReady() {
            pump.resume();
        }

        @Override
        public void onMessage(byte[] message) {
            sink.next(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (status.isOk()) {
                sink.complete();
            } else {
                sink.error(causeOf(status, trailers));
            }
        }

        /** A call that ended because its request broke off ends with what broke the request. */
        private static Throwable causeOf(Status status, Metadata trailers) {
            return status.getCode() == Status.Code.CANCELLED
                            && status.getCause() instanceof StatusRuntimeException broken
                    ? broken
                    : status.asRuntimeException(trailers);
        }
    }
}
