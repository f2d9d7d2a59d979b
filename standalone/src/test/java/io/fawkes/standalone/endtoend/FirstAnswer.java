package io.fawkes.standalone.endtoend;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Takes the first message of a stream. */
record FirstAnswer<T>(CompletableFuture<T> answer) implements StreamObserver<T> {

    @Override
    public void onNext(T value) {
        answer.complete(value);
    }

    @Override
    public void onError(Throwable error) {
        answer.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
        answer.completeExceptionally(new AssertionError("ended without an answer"));
    }
}
