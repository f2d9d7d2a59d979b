package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fills the fields that a rule's {@code body} names. Safe for concurrent use. */
sealed interface BodyBinder {
    String HTTP_BODY = "google.api.HttpBody";

    /** Reads the body into {@code message}. */
    void bind(RestRequest request, Message.Builder message);

    /** Puts a piece of a body into {@code message}; only raw bodies come in pieces. */
    default void bindPiece(ByteString data, Message.Builder message) {
        throw new IllegalStateException(this + " is read whole");
    }

    /** Whether {@code path} is the body's to fill, given or not. */
    boolean fills(FieldPath path);

    /** Whether {@code type} stands for the raw bytes. */
    static boolean isRaw(Descriptor type) {
        return HTTP_BODY.equals(type.getFullName());
    }

    /** The rule names no body: one that is sent has no place to go. */
    record None() implements BodyBinder {
        @Override
        public void bind(RestRequest request, Message.Builder message) {
            if (request.bodySize() > 0) {
                throw Refusal.malformed("this route reads no body (expected: none)");
            }
        }

        @Override
        public boolean fills(FieldPath path) {
            return false;
        }
    }

    /** JSON into the whole message, or into one field of it. */
    record Json(MessageReader reader, @Nullable FieldDescriptor field) implements BodyBinder {
        @Override
        public void bind(RestRequest request, Message.Builder message) {
            if (request.body().isEmpty()) {
                return;
            }
            requireJson(request);
            if (field == null) {
                reader.readMessage(request.body(), message);
            } else {
                reader.readField(request.body(), field, message);
            }
        }

        @Override
        public boolean fills(FieldPath path) {
            return field == null || path.fields().getFirst().equals(field);
        }

        private static void requireJson(RestRequest request) {
            BodyBinder.requireIdentityEncoding(request);
            var type = request.header("content-type").orElse("application/json");
            if (!isJson(type.toLowerCase(Locale.ROOT))) {
                throw Refusal.mediaTypeUnsupported("content-type: %s (expected: application/json)".formatted(type));
            }
        }

        private static boolean isJson(String contentType) {
            var parts = contentType.split(";", -1);
            var mediaType = parts[0].strip();
            for (int i = 1; i < parts.length; i++) {
                var parameter = parts[i].replace("\"", "").strip();
                if (parameter.startsWith("charset=") && !"charset=utf-8".equals(parameter)) {
                    return false;
                }
            }
            return "application/json".equals(mediaType)
                    || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
        }
    }

    /** The bytes as they arrived, with their media type, into the whole message or one field of it. */
    record Raw(@Nullable FieldDescriptor field) implements BodyBinder {
        @Override
        public void bind(RestRequest request, Message.Builder message) {
            BodyBinder.requireIdentityEncoding(request);
            var raw = field == null ? message : message.getFieldBuilder(field);
            var type = raw.getDescriptorForType();
            raw.setField(
                    type.findFieldByName("content_type"),
                    request.header("content-type").orElse(""));
            raw.setField(type.findFieldByName("data"), request.body());
        }

        @Override
        public void bindPiece(ByteString data, Message.Builder message) {
            var raw = field == null ? message : message.getFieldBuilder(field);
            raw.setField(raw.getDescriptorForType().findFieldByName("data"), data);
        }

        @Override
        public boolean fills(FieldPath path) {
            return field == null || path.fields().getFirst().equals(field);
        }
    }

    private static void requireIdentityEncoding(RestRequest request) {
        var encoding = request.header("content-encoding").orElse("identity");
        if (!"identity".equalsIgnoreCase(encoding)) {
            throw Refusal.mediaTypeUnsupported("content-encoding: %s (expected: none)".formatted(encoding));
        }
    }
}
