package io.fawkes.runtime.rpc;

import io.grpc.Context;
import io.grpc.Deadline;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What a call carries through every hop: who asks, under which request id, and how long they wait.
 *
 * <p>gRPC keeps it in its thread-bound {@link Context}, which is gone after the first asynchronous operator; from there
 * on it travels in Reactor's context. {@link RpcEdge} moves it over, {@link Peer} takes it up again.
 *
 * @param principal who asks
 * @param requestId id of the request at the door, in every log line and error of it
 * @param deadline when the caller stops waiting
 */
public record CallContext(Principal principal, String requestId, Deadline deadline) {

    private static final Context.Key<CallContext> CURRENT = Context.key("fawkes-call");

    /** Signals when the server that took the call stops; streams end then. */
    static final Context.Key<Mono<Void>> STOPPING = Context.keyWithDefault("fawkes-stopping", Mono.never());

    /** The call whose thread this is; only inside an rpc method, before its first asynchronous operator. */
    public static CallContext current() {
        CallContext call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("no call on this thread; read the call from Reactor's context");
        }
        return call;
    }

    /** The call that the subscriber's pipeline belongs to. */
    public static Mono<CallContext> ofPipeline() {
        return Mono.deferContextual(context -> Mono.justOrEmpty(context.<CallContext>getOrEmpty(CallContext.class)));
    }

    static CallContext of(ContextView context) {
        return context.get(CallContext.class);
    }

    Context in(Context context) {
        return context.withValue(CURRENT, this);
    }
}
