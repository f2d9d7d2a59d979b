package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills the fields that HTTP has headers for: {@code Idempotency-Key} is {@code request_id} (AIP-155), {@code If-Match}
 * is {@code etag} (AIP-154) of the request or of the resource in its body. Safe for concurrent use.
 */
final class Preconditions {
    private final @Nullable FieldPath requestId;
    private final @Nullable FieldPath etag;
    private final boolean changes;

    private Preconditions(@Nullable FieldPath requestId, @Nullable FieldPath etag, boolean changes) {
        this.requestId = requestId;
        this.etag = etag;
        this.changes = changes;
    }

    /** @param changes whether the rpc changes something, so that a condition matters to it */
    static Preconditions of(Descriptor type, BodyBinder body, boolean changes) {
        return new Preconditions(
                text(type, "request_id").orElse(null),
                text(type, "etag").or(() -> etagInside(type, body)).orElse(null),
                changes);
    }

    /** Refuses a condition that the rpc could not keep: whoever set it would believe that it held. */
    void bind(RestRequest request, Message.Builder message) {
        request.header("idempotency-key").ifPresent(key -> fill(requestId, "idempotency-key", key, message));
        var condition = request.header("if-match").map(String::strip).orElse("*");
        if (etag != null && !"*".equals(condition)) {
            fill(etag, "if-match", condition, message);
        } else if (!"*".equals(condition) && changes) {
            throw Refusal.malformed("if-match: this route knows no etag (expected: no such header)");
        }
    }

    private static void fill(@Nullable FieldPath path, String header, String value, Message.Builder message) {
        if (path == null) {
            return;
        }
        var owner = path.owner(message);
        var given = (String) owner.getField(path.leaf());
        if (!given.isEmpty() && !given.equals(value)) {
            throw Refusal.malformedField(path.toString(), "differs from the header %s".formatted(header));
        }
        owner.setField(path.leaf(), ScalarReader.read(path.leaf(), value, header));
    }

    private static Optional<FieldPath> etagInside(Descriptor type, BodyBinder body) {
        var resource = body instanceof BodyBinder.Json json ? json.field() : null;
        return resource == null ? Optional.empty() : text(type, resource.getName() + ".etag");
    }

    private static Optional<FieldPath> text(Descriptor type, String path) {
        return Stream.of(path)
                .flatMap(name -> FieldPath.find(type, name).stream())
                .filter(found -> found.leaf().getType() == FieldDescriptor.Type.STRING)
                .filter(found -> !found.leaf().isRepeated())
                .findFirst();
    }
}
