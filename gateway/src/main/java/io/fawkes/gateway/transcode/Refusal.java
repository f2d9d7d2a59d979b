package io.fawkes.gateway.transcode;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.fawkes.type.v1.ErrorReason;
import java.util.Collection;
import java.util.Map;

/** What the door itself refuses, before any service is asked; carries the whole answer. */
public final class Refusal extends RuntimeException {
    /** HTTP status of a request whose body is larger than the door or a service takes. */
    public static final int CONTENT_TOO_LARGE = 413;

    static final String DOMAIN = "fawkes";

    private final transient Status status;
    private final int httpStatus;
    private final transient Map<String, String> headers;

    private Refusal(Status status, int httpStatus, Map<String, String> headers) {
        super(status.getMessage());
        this.status = status;
        this.httpStatus = httpStatus;
        this.headers = Map.copyOf(headers);
    }

    /** What to answer: a code, a text for people, one {@code ErrorInfo} and perhaps the field it is about. */
    public Status status() {
        return status;
    }

    /** Status of the HTTP answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Headers of the HTTP answer that follow from the refusal, such as {@code Allow}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body is larger than {@code limit} bytes. */
    public static Refusal bodyTooLarge(long limit) {
        var text = "the request body is larger than %d bytes".formatted(limit);
        return new Refusal(
                statusOf(Code.INVALID_ARGUMENT, ErrorReason.BODY_TOO_LARGE, text),
                HttpStatuses.CONTENT_TOO_LARGE,
                Map.of());
    }

    /** A door on loopback was asked under a name that is not loopback. */
    public static Refusal originForeign(String header, String value) {
        var text = "%s: %s (expected: a loopback name, as this door is open to this machine only)"
                .formatted(header, value);
        return of(Code.PERMISSION_DENIED, ErrorReason.ORIGIN_FOREIGN, text);
    }

    /** The service that the route belongs to has no address here. */
    public static Refusal serviceUnreachable(String service) {
        return of(
                Code.UNAVAILABLE,
                ErrorReason.DEPENDENCY_UNAVAILABLE,
                "%s: not served behind this door now".formatted(service));
    }

    /** The request could not be read as HTTP or as the rpc's message. */
    public static Refusal malformed(String text) {
        return of(Code.INVALID_ARGUMENT, ErrorReason.REQUEST_MALFORMED, text);
    }

    static Refusal malformed(String text, Throwable cause) {
        return because(malformed(text), cause);
    }

    /** Something about the field at {@code path} does not fit the rpc's message. */
    static Refusal malformedField(String path, String text) {
        return ofField(ErrorReason.REQUEST_MALFORMED, path, text);
    }

    /** The value of the field at {@code path} cannot be one. */
    static Refusal invalidField(String path, String text) {
        return ofField(ErrorReason.FIELD_INVALID, path, text);
    }

    static Refusal invalidField(String path, String text, Throwable cause) {
        return because(invalidField(path, text), cause);
    }

    static Refusal routeUnknown(String path) {
        return of(Code.NOT_FOUND, ErrorReason.ROUTE_UNKNOWN, "%s: no route has this path".formatted(path));
    }

    static Refusal httpMethodUnsupported(String method, Collection<String> allowed) {
        var list = String.join(", ", allowed);
        var text = "%s: not supported on this path (expected: one of %s)".formatted(method, list);
        return new Refusal(
                statusOf(Code.UNIMPLEMENTED, ErrorReason.HTTP_METHOD_UNSUPPORTED, text),
                HttpStatuses.METHOD_NOT_ALLOWED,
                Map.of("Allow", list));
    }

    static Refusal mediaTypeUnsupported(String text) {
        return new Refusal(
                statusOf(Code.INVALID_ARGUMENT, ErrorReason.MEDIA_TYPE_UNSUPPORTED, text),
                HttpStatuses.UNSUPPORTED_MEDIA_TYPE,
                Map.of());
    }

    private static Refusal of(Code code, ErrorReason reason, String text) {
        return new Refusal(statusOf(code, reason, text), HttpStatuses.of(code.getNumber()), Map.of());
    }

    private static Refusal ofField(ErrorReason reason, String path, String text) {
        var violation = BadRequest.FieldViolation.newBuilder().setField(path).setDescription(text);
        var status = statusOf(Code.INVALID_ARGUMENT, reason, "%s: %s".formatted(path, text)).toBuilder()
                .addDetails(Any.pack(
                        BadRequest.newBuilder().addFieldViolations(violation).build()))
                .build();
        return new Refusal(status, HttpStatuses.of(status.getCode()), Map.of());
    }

    private static Refusal because(Refusal refusal, Throwable cause) {
        refusal.initCause(cause);
        return refusal;
    }

    private static Status statusOf(Code code, ErrorReason reason, String text) {
        return Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(text)
                .addDetails(Any.pack(errorInfo(reason)))
                .build();
    }

    static ErrorInfo errorInfo(ErrorReason reason) {
        return ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN).build();
    }
}
