package io.fawkes.gateway.backend;

import io.grpc.ClientCall;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Sends requests into a call, the next one only when the transport has taken the last. */
final class RequestPump extends BaseSubscriber<byte[]> {
    private final ClientCall<byte[], byte[]> call;
    private final AtomicBoolean waiting = new AtomicBoolean();

    RequestPump(ClientCall<byte[], byte[]> call) {
        this.call = call;
    }

    /** The transport takes messages again. */
    void resume() {
        if (waiting.compareAndSet(true, false)) {
            request(1);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(1);
    }

    @Override
    protected void hookOnNext(byte[] message) {
        call.sendMessage(message);
        waiting.set(true);
        if (call.isReady()) {
            resume();
        }
    }

    @Override
    protected void hookOnComplete() {
        call.halfClose();
    }

    @Override
    protected void hookOnError(Throwable error) {
        call.cancel("the request broke off", error);
    }
}
