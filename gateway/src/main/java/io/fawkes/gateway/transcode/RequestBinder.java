package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an rpc's message of an HTTP request: body, path, query and headers each fill their own fields, and no field is
 * filled twice. Safe for concurrent use.
 */
final class RequestBinder {
    private final Descriptor type;
    private final BodyBinder body;
    private final Map<String, FieldPath> captured;
    private final QueryBinder query;
    private final HeaderBinder headers;
    private final Preconditions preconditions;
    private final @Nullable PatchMask mask;

    /**
     * Checks that everything the rule names exists.
     *
     * @param captured fields that the path fills, by their name in the template
     */
    RequestBinder(
            Descriptor type,
            BodyBinder body,
            Map<String, FieldPath> captured,
            HeaderBinder headers,
            Preconditions preconditions,
            @Nullable PatchMask mask,
            MessageReader reader) {
        this.type = type;
        this.body = body;
        this.captured = Map.copyOf(captured);
        this.headers = headers;
        this.query = new QueryBinder(type, body, List.copyOf(captured.values()), headers.fields(), reader);
        this.preconditions = preconditions;
        this.mask = mask;
    }

    boolean recordsOversizedBodies() {
        return headers.keepsBodySize();
    }

    /** Whether what the path captures for {@code field} must not be shown. */
    boolean isSecret(String field) {
        var path = captured.get(field);
        return path != null && path.leaf().getOptions().getDebugRedact();
    }

    byte[] bind(Map<String, String> captures, RestRequest request, @Nullable ResumePoint resume) {
        var message = DynamicMessage.newBuilder(type);
        body.bind(request, message);
        captures.forEach((name, value) -> bindCapture(name, value, message));
        query.bind(request.rawQuery(), message);
        headers.bind(request, message);
        preconditions.bind(request, message);
        if (resume != null) {
            resume.bind(request, message);
        }
        if (mask != null) {
            mask.bind(request.body(), message);
        }
        return message.build().toByteArray();
    }

    byte[] piece(ByteString data) {
        var message = DynamicMessage.newBuilder(type);
        body.bindPiece(data, message);
        return message.build().toByteArray();
    }

    private void bindCapture(String name, String text, Message.Builder message) {
        var path = captured.get(name);
        if (path == null) {
            throw new IllegalArgumentException("capture: %s (expected: one of %s)".formatted(name, captured.keySet()));
        }
        var field = path.leaf();
        var owner = path.owner(message);
        var value = ScalarReader.read(field, text, name);
        if (isFilled(owner, field) && !owner.getField(field).equals(value)) {
            throw Refusal.malformedField(name, "differs between path and body");
        }
        owner.setField(field, value);
    }

    /** A body may repeat what the path says, as clients send back what they read; it may not contradict it. */
    private static boolean isFilled(Message.Builder owner, FieldDescriptor field) {
        return field.hasPresence()
                ? owner.hasField(field)
                : !owner.getField(field).equals(field.getDefaultValue());
    }
}
