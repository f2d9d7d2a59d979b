package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.fawkes.type.v1.Rest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills what {@code fawkes.type.v1.rest} asks of the request besides its data: headers and the body's size. */
final class HeaderBinder {
    private final @Nullable FieldDescriptor headers;
    private final @Nullable FieldDescriptor bodySize;
    private final List<String> allowed;

    private HeaderBinder(@Nullable FieldDescriptor headers, @Nullable FieldDescriptor bodySize, List<String> allowed) {
        this.headers = headers;
        this.bodySize = bodySize;
        this.allowed = allowed;
    }

    /**
     * Checks the options against the message.
     *
     * @throws IllegalArgumentException if a named field is absent or of another type
     */
    static HeaderBinder of(Rest options, Descriptor type) {
        var headers = fieldOrNull(options.getHeadersField(), type);
        var bodySize = fieldOrNull(options.getBodySizeField(), type);
        require(headers == null || isTextMap(headers), "headers_field", "a map<string, string>");
        require(bodySize == null || bodySize.getType() == FieldDescriptor.Type.INT64, "body_size_field", "an int64");
        return new HeaderBinder(headers, bodySize, List.copyOf(options.getHeadersList()));
    }

    /** Fields that only the door fills. */
    List<FieldDescriptor> fields() {
        return Stream.of(headers, bodySize).filter(Objects::nonNull).toList();
    }

    boolean keepsBodySize() {
        return bodySize != null;
    }

    void bind(RestRequest request, Message.Builder message) {
        if (bodySize != null) {
            message.setField(bodySize, request.bodySize());
        }
        if (headers != null) {
            var field = headers;
            message.clearField(field);
            request.headers().forEach((name, values) -> {
                if (isAllowed(name)) {
                    message.addRepeatedField(field, entry(field, name, String.join(", ", values), message));
                }
            });
        }
    }

    private static Message entry(FieldDescriptor field, String name, String value, Message.Builder message) {
        var type = field.getMessageType();
        return message.newBuilderForField(field)
                .setField(type.findFieldByNumber(1), name)
                .setField(type.findFieldByNumber(2), value)
                .build();
    }

    private boolean isAllowed(String name) {
        return allowed.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    }

    private static boolean isTextMap(FieldDescriptor field) {
        return field.isMapField()
                && field.getMessageType().getFields().stream()
                        .allMatch(part -> part.getType() == FieldDescriptor.Type.STRING);
    }

    private static @Nullable FieldDescriptor fieldOrNull(String name, Descriptor type) {
        var field = name.isEmpty() ? null : type.findFieldByName(name);
        require(name.isEmpty() || field != null, name, "a field of " + type.getFullName());
        return field;
    }

    private static void require(boolean holds, String name, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("rest: %s (expected: %s)".formatted(name, expected));
        }
    }
}
