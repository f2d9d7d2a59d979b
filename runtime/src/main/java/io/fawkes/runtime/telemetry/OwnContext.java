package io.fawkes.runtime.telemetry;

import static io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator.getOpenTelemetryContextFromContextView;

import io.opentelemetry.context.Context;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Keeps pipelines in their own OpenTelemetry context, and with it gRPC's, where the thread of another brings them a signal:
 * behind a pool or a sink. Otherwise they would go on in the context of an rpc that ends soon, which cancels every call
 * made there; and, because operators keep the context in which they were subscribed, they would never leave it.
 */
public final class OwnContext {

    private OwnContext() {}

    /** {@code handed}, every signal of which arrives in the context that its subscriber stored, or in none. */
    public static <T> Mono<T> of(Mono<T> handed) {
        return handed.transform(Operators.<T, T>lift((_, subscriber) -> new Restoring<>(subscriber)));
    }

    /** {@code shared}, whose operators belong to no caller: they outlive the one who subscribes first. */
    public static <T> Mono<T> none(Mono<T> shared) {
        Mono<T> alone = shared.contextWrite(_ -> reactor.util.context.Context.empty());
        return Mono.from(subscriber -> {
            try (var _ = Context.root().makeCurrent()) {
                alone.subscribe(subscriber);
            }
        });
    }

    private static final class Restoring<T> implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> subscriber;
        private final Context own;

        Restoring(CoreSubscriber<? super T> subscriber) {
            this.subscriber = subscriber;
            this.own = getOpenTelemetryContextFromContextView(subscriber.currentContext(), Context.root());
        }

        @Override
        public reactor.util.context.Context currentContext() {
            return subscriber.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(T value) {
            try (var _ = own.makeCurrent()) {
                subscriber.onNext(value);
            }
        }

        @Override
        public void onError(Throwable failure) {
            try (var _ = own.makeCurrent()) {
                subscriber.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            try (var _ = own.makeCurrent()) {
                subscriber.onComplete();
            }
        }
    }
}
