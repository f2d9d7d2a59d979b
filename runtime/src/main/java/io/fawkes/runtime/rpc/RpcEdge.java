package io.fawkes.runtime.rpc;

import io.grpc.Deadline;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The border between gRPC's threads and a service's pipelines. An rpc method is one expression around it:
 * {@code return edge.one(() -> useCase(request));}.
 *
 * <p>It carries the {@link CallContext} and the trace into Reactor's context, holds the deadline, and turns every error
 * into a status with a reason. Safe for concurrent use.
 */
public final class RpcEdge {

    private static final Logger LOG = LoggerFactory.getLogger(RpcEdge.class);

    private final ErrorTranslation translation;

    public RpcEdge(ErrorTranslation translation) {
        this.translation = translation;
    }

    /** Answers with exactly one message; a pipeline that ends without one is a defect. */
    public <T> Mono<T> one(Supplier<Mono<T>> useCase) {
        CallContext call = CallContext.current();
        Context trace = Context.current();
        return Mono.defer(useCase)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("an rpc that must answer did not")))
                .timeout(remaining(call))
                .onErrorMap(error -> status(error, call))
                .contextWrite(context -> ContextPropagationOperator.storeOpenTelemetryContext(
                        context.put(CallContext.class, call), trace));
    }

    /**
     * Answers with a stream that ends when the pipeline does, the deadline passes, the caller goes away, or the server
     * stops: then with a status that sends the caller to another replica.
     */
    public <T> Flux<T> many(Supplier<Flux<T>> useCase) {
        CallContext call = CallContext.current();
        Context trace = Context.current();
        Mono<Void> late = Mono.delay(remaining(call)).then(Mono.error(TimeoutException::new));
        Mono<Void> stopped = CallContext.STOPPING
                .get()
                .then(Mono.error(() -> RpcStatus.stopping().toException()));
        return Flux.defer(useCase)
                .takeUntilOther(Mono.firstWithSignal(late, stopped))
                .onErrorMap(error -> status(error, call))
                .contextWrite(context -> ContextPropagationOperator.storeOpenTelemetryContext(
                        context.put(CallContext.class, call), trace));
    }

    private static Duration remaining(CallContext call) {
        Deadline deadline = call.deadline();
        return Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }

    private Throwable status(Throwable error, CallContext call) {
        if (error instanceof StatusRuntimeException || error instanceof StatusException) {
            return withReason(error, call);
        }
        if (error instanceof TimeoutException) {
            return RpcStatus.deadlinePassed().toException();
        }
        return translation.translate(error).map(RpcStatus::toException).orElseGet(() -> defect(error, call));
    }

    /** An error of a peer that says why is passed on as it is; one that does not is this process's to explain. */
    private static Throwable withReason(Throwable error, CallContext call) {
        if (RpcStatus.errorInfo(error).isPresent()) {
            return error;
        }
        return switch (io.grpc.Status.fromThrowable(error).getCode()) {
            case UNAVAILABLE ->
                RpcStatus.dependencyUnavailable("a peer cannot be reached", Duration.ofSeconds(1))
                        .toException();
            case DEADLINE_EXCEEDED -> RpcStatus.deadlinePassed().toException();
            case CANCELLED -> RpcStatus.callerCancelled().toException();
            default -> defect(error, call);
        };
    }

    private static StatusRuntimeException defect(Throwable error, CallContext call) {
        LOG.atError()
                .setCause(error)
                .addKeyValue("request_id", call.requestId())
                .log("rpc failed by a defect");
        return RpcStatus.defect(call.requestId()).toException();
    }
}
