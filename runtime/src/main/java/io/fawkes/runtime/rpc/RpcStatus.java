package io.fawkes.runtime.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error as it leaves a process: code, one line for people, exactly one {@code ErrorInfo}, and what the client needs
 * to act (AIP-193). One factory per thing the client should do.
 */
public final class RpcStatus {

    private final Status.Code code;
    private final String message;
    private final String reason;
    private final String domain;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Message> details = new ArrayList<>();

    private RpcStatus(Status.Code code, String domain, String reason, String message) {
        this.code = code;
        this.domain = domain;
        this.reason = reason;
        this.message = message;
    }

    /** An error of {@code code} for a reason that {@code domain} documents. */
    public static RpcStatus of(Status.Code code, String domain, Enum<?> reason, String message) {
        return new RpcStatus(code, domain, reason.name(), message);
    }

    private static RpcStatus shared(Status.Code code, Reason reason, String message) {
        return of(code, Reason.DOMAIN, reason, message);
    }

    /** Fix this field and send again. */
    public static RpcStatus fieldInvalid(String field, String problem) {
        return shared(Status.Code.INVALID_ARGUMENT, Reason.FIELD_INVALID, field + ": " + problem)
                .violation(field, problem);
    }

    /** Show a credential that is known here. */
    public static RpcStatus credentialInvalid(String message) {
        return shared(Status.Code.UNAUTHENTICATED, Reason.CREDENTIAL_INVALID, message);
    }

    /** Ask for a role that may do this. */
    public static RpcStatus roleMissing(String message) {
        return shared(Status.Code.PERMISSION_DENIED, Reason.ROLE_MISSING, message);
    }

    /** Ask the team that owns these rows. */
    public static RpcStatus teamMissing(String message) {
        return shared(Status.Code.PERMISSION_DENIED, Reason.TEAM_MISSING, message);
    }

    /** Retry later: something behind is away. */
    public static RpcStatus dependencyUnavailable(String message, Duration retryAfter) {
        return shared(Status.Code.UNAVAILABLE, Reason.DEPENDENCY_UNAVAILABLE, message)
                .retryAfter(retryAfter);
    }

    /** Wait, then go on more slowly. */
    public static RpcStatus tooOften(String message, Duration retryAfter) {
        return shared(Status.Code.RESOURCE_EXHAUSTED, Reason.OVERLOADED, message)
                .retryAfter(retryAfter);
    }

    /** Retry with more time, a write with the same {@code request_id}. */
    public static RpcStatus deadlinePassed() {
        return shared(Status.Code.DEADLINE_EXCEEDED, Reason.DEADLINE_PASSED, "the caller's time ran out");
    }

    /** Nobody waits any more. */
    public static RpcStatus callerCancelled() {
        return shared(Status.Code.CANCELLED, Reason.CALLER_CANCELLED, "the caller went away");
    }

    /** Ask another replica. */
    public static RpcStatus stopping() {
        return shared(Status.Code.UNAVAILABLE, Reason.STOPPING, "this process is stopping; ask again")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** No such rpc here. */
    public static RpcStatus methodUnknown(String method) {
        return shared(Status.Code.UNIMPLEMENTED, Reason.METHOD_UNKNOWN, method + ": no such rpc");
    }

    /** Report a bug; the cause is in the log under {@code requestId} and nowhere else. */
    public static RpcStatus defect(String requestId) {
        return shared(Status.Code.INTERNAL, Reason.DEFECT, "an error that is ours; please report request " + requestId)
                .detail(RequestInfo.newBuilder().setRequestId(requestId).build());
    }

    /** Adds what the reason is about, by name; shown to the client. */
    public RpcStatus with(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Names the field that is wrong. */
    public RpcStatus violation(String field, String problem) {
        return detail(BadRequest.newBuilder()
                .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                        .setField(field)
                        .setDescription(problem)
                        .setReason(reason))
                .build());
    }

    /** Says when to try again. */
    public RpcStatus retryAfter(Duration delay) {
        var retryDelay = com.google.protobuf.Duration.newBuilder()
                .setSeconds(delay.getSeconds())
                .setNanos(delay.getNano());
        return detail(RetryInfo.newBuilder().setRetryDelay(retryDelay).build());
    }

    private RpcStatus detail(Message detail) {
        details.add(detail);
        return this;
    }

    /** As the exception that gRPC sends. */
    public StatusRuntimeException toException() {
        var status = com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(domain)
                        .putAllMetadata(metadata)
                        .build()));
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** The {@code ErrorInfo} of a received or sent error; empty if it has none. */
    public static Optional<ErrorInfo> errorInfo(Throwable error) {
        return Optional.ofNullable(StatusProto.fromThrowable(error)).stream()
                .flatMap(status -> status.getDetailsList().stream())
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(RpcStatus::errorInfo)
                .findFirst();
    }

    private static ErrorInfo errorInfo(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("an ErrorInfo that cannot be read", e);
        }
    }
}
