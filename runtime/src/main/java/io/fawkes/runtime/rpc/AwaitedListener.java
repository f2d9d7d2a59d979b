package io.fawkes.runtime.rpc;

import io.grpc.ServerCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens for a call whose caller is still being recognised: keeps what happens, and tells it in order once it begins. */
final class AwaitedListener<Q> extends ServerCall.Listener<Q> {

    private final List<Consumer<ServerCall.Listener<Q>>> early = new ArrayList<>();
    private ServerCall.@Nullable Listener<Q> listener;

    /** Hands everything to {@code begun}: first, on this thread, what happened so far. */
    synchronized void begin(ServerCall.Listener<Q> begun) {
        early.forEach(event -> event.accept(begun));
        early.clear();
        listener = begun;
    }

    @Override
    public void onMessage(Q message) {
        tell(begun -> begun.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        tell(ServerCall.Listener::onHalfClose);
    }

    @Override
    public void onCancel() {
        tell(ServerCall.Listener::onCancel);
    }

    @Override
    public void onComplete() {
        tell(ServerCall.Listener::onComplete);
    }

    @Override
    public void onReady() {
        tell(ServerCall.Listener::onReady);
    }

    private void tell(Consumer<ServerCall.Listener<Q>> event) {
        ServerCall.Listener<Q> begun = begunOrKept(event);
        if (begun != null) {
            event.accept(begun);
        }
    }

    private synchronized ServerCall.@Nullable Listener<Q> begunOrKept(Consumer<ServerCall.Listener<Q>> event) {
        if (listener == null) {
            early.add(event);
        }
        return listener;
    }
}
