package io.fawkes.dataapi.grpc;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Requests of a stream that are read until their call ends, whoever stops listening before: the bridge to gRPC answers a
 * cancellation with a status of its own, which would hide ours. Nothing is asked for any more, so nothing more comes.
 */
final class CallRequests<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> reader;
    private volatile boolean unheard;
    private @Nullable Subscription requests;

    private CallRequests(CoreSubscriber<? super T> reader) {
        this.reader = reader;
    }

    static <T> Flux<T> of(Flux<T> requests) {
        return requests.transform(Operators.<T, T>lift((_, reader) -> new CallRequests<>(reader)));
    }

    @Override
    public Context currentContext() {
        return reader.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        requests = subscription;
        reader.onSubscribe(this);
    }

    @Override
    public void onNext(T request) {
        if (!unheard) {
            reader.onNext(request);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (!unheard) {
            reader.onError(error);
        }
    }

    @Override
    public void onComplete() {
        if (!unheard) {
            reader.onComplete();
        }
    }

    @Override
    public void request(long number) {
        if (!unheard && requests != null) {
            requests.request(number);
        }
    }

    @Override
    public void cancel() {
        unheard = true;
    }
}
