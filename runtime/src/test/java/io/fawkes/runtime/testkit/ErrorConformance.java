package io.fawkes.runtime.testkit;

import com.google.rpc.ErrorInfo;
import io.fawkes.runtime.rpc.Reason;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Holds every error that a server sends in a test to the error model: a status that is not OK carries an
 * {@code ErrorInfo} whose reason its domain declares. A violation replaces the status, so that the test which met it
 * fails, and is kept for {@link #assertNoViolations}.
 */
public final class ErrorConformance implements ServerInterceptor {

    private static final String UNSPECIFIED = "ERROR_REASON_UNSPECIFIED";

    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** Knows the shared reasons and those that {@code domain} declares as the values of an enum of its contract. */
    public static ErrorConformance of(String domain, Class<? extends Enum<?>> reasons) {
        var conformance = new ErrorConformance();
        conformance.declared.put(Reason.DOMAIN, names(Reason.class));
        conformance.declared.put(domain, names(reasons));
        return conformance;
    }

    private static Set<String> names(Class<? extends Enum<?>> reasons) {
        return Arrays.stream(reasons.getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals(UNSPECIFIED) && !name.equals("UNRECOGNIZED"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        super.close(held(status, trailers), trailers);
                    }
                },
                headers);
    }

    private Status held(Status status, Metadata trailers) {
        if (status.isOk() || isDeclared(status, trailers)) {
            return status;
        }
        violations.add(status.toString());
        return Status.DATA_LOSS.withDescription("error model violated by " + status);
    }

    private boolean isDeclared(Status status, Metadata trailers) {
        return RpcStatus.errorInfo(status.asRuntimeException(trailers))
                .filter(this::isDeclared)
                .isPresent();
    }

    private boolean isDeclared(ErrorInfo info) {
        return declared.getOrDefault(info.getDomain(), Set.of()).contains(info.getReason());
    }

    /** Fails if any error broke the model. */
    public void assertNoViolations() {
        if (!violations.isEmpty()) {
            throw new AssertionError("errors without a declared reason: " + List.copyOf(violations));
        }
    }
}
