package io.fawkes.gateway.transcode;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.util.Map;
import java.util.TreeMap;

/** Writes errors for HTTP, always as the JSON form of {@code google.rpc.Status}. Safe for concurrent use. */
public final class StatusWriter {
    private final MessageWriter writer;

    /** A writer that knows the details of the mesh. */
    public StatusWriter(MeshDescriptors mesh) {
        this.writer = new MessageWriter(mesh.types());
    }

    /** A whole HTTP answer that is an error; its content is JSON. */
    public record Failure(int httpStatus, Map<String, String> headers, ByteString content) {
        public Failure {
            headers = Map.copyOf(headers);
        }
    }

    /** The answer to a call that ended with {@code status}. */
    public Failure failure(Status status) {
        return failure(status, HttpStatuses.of(status.getCode()));
    }

    /** As {@link #failure(Status)}, where the door knows the HTTP status better than the code says. */
    public Failure failure(Status status, int httpStatus) {
        return new Failure(httpStatus, headersOf(status, httpStatus), wrapped(status));
    }

    /** The answer to a request that the door refused. */
    public Failure failure(Refusal refusal) {
        var headers = headersOf(refusal.status(), refusal.httpStatus());
        headers.putAll(refusal.headers());
        return new Failure(refusal.httpStatus(), headers, wrapped(refusal.status()));
    }

    private ByteString wrapped(Status status) {
        return UnsafeByteOperations.unsafeWrap(json(status));
    }

    byte[] json(Status status) {
        try {
            return writer.write(status);
        } catch (IllegalArgumentException _) {
            return writer.write(status.toBuilder().clearDetails().build()); // A broken detail must not cost the status.
        }
    }

    private static Map<String, String> headersOf(Status status, int httpStatus) {
        var headers = new TreeMap<String, String>();
        if (httpStatus == HttpStatuses.UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        for (var detail : status.getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                addRetryAfter(detail, headers);
            }
        }
        return headers;
    }

    private static void addRetryAfter(Any detail, Map<String, String> headers) {
        try {
            var delay = detail.unpack(RetryInfo.class).getRetryDelay();
            headers.put("Retry-After", Long.toString(Math.max(0, Math.ceilDiv(Durations.toMillis(delay), 1000))));
        } catch (InvalidProtocolBufferException | IllegalArgumentException _) {
            headers.remove("Retry-After"); // A delay that cannot be read is no promise to make.
        }
    }
}
