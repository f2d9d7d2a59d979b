package io.fawkes.runtime.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The first thing every call meets: gives it a request id, a deadline and a principal, and refuses a caller whose roles
 * may not call the rpc.
 */
final class CallInterceptor implements ServerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CallInterceptor.class);

    static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** A caller's id is taken over only if it can do no harm in a log. */
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private final Admission admission;
    private final CallLimits limits;
    private final ScheduledExecutorService timer;
    private final Mono<Void> stopping;

    CallInterceptor(Admission admission, CallLimits limits, ScheduledExecutorService timer, Mono<Void> stopping) {
        this.admission = admission;
        this.limits = limits;
        this.timer = timer;
        this.stopping = stopping;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        MethodDescriptor<Q, A> method = call.getMethodDescriptor();
        if (!admission.knows(method.getFullMethodName())) {
            return next.startCall(call, headers); // health and reflection: open, and no rpc of the mesh
        }
        var listener = new AwaitedListener<Q>();
        Context context = deadlined(method);
        Context caller = Context.current();
        var _ = admission
                .admit(method.getFullMethodName(), headers.get(AUTHORIZATION))
                .subscribe(
                        principal -> caller.run(() -> listener.begin(started(call, headers, next, principal, context))),
                        failure -> listener.begin(refused(call, headers, failure)));
        return listener;
    }

    private <Q, A> ServerCall.Listener<Q> started(
            ServerCall<Q, A> call,
            Metadata headers,
            ServerCallHandler<Q, A> next,
            Principal principal,
            Context context) {
        CallContext callContext = new CallContext(principal, requestId(headers), context.getDeadline());
        Context carried = callContext.in(context).withValue(CallContext.STOPPING, stopping);
        return Contexts.interceptCall(carried, call, headers, next);
    }

    private static <Q, A> ServerCall.Listener<Q> refused(ServerCall<Q, A> call, Metadata headers, Throwable failure) {
        StatusRuntimeException refusal =
                failure instanceof StatusRuntimeException status ? status : defect(requestId(headers), failure);
        Metadata trailers = refusal.getTrailers();
        call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    private static StatusRuntimeException defect(String requestId, Throwable failure) {
        LOG.atError()
                .setCause(failure)
                .addKeyValue("request_id", requestId)
                .log("a caller could not be recognised by a defect");
        return RpcStatus.defect(requestId).toException();
    }

    /** The caller's deadline, or the limit for calls that come without one. */
    private Context deadlined(MethodDescriptor<?, ?> method) {
        Context context = Context.current();
        if (context.getDeadline() != null) {
            return context;
        }
        Duration limit = method.getType() == MethodType.UNARY ? limits.unary() : limits.stream();
        return context.withDeadline(Deadline.after(limit.toNanos(), TimeUnit.NANOSECONDS), timer);
    }

    private static String requestId(Metadata headers) {
        String given = headers.get(REQUEST_ID);
        return given != null && REQUEST_ID_FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
