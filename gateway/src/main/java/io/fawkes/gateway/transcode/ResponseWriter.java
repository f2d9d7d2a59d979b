package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an rpc's answers for HTTP. Safe for concurrent use. */
public final class ResponseWriter {
    /** Media type of a whole answer. */
    public static final String JSON = "application/json";

    private static final String OCTETS = "application/octet-stream";

    private final MessageWriter writer;
    private final Descriptor type;
    private final @Nullable FieldDescriptor bodyField;

    ResponseWriter(MessageWriter writer, Descriptor type, @Nullable FieldDescriptor bodyField) {
        this.writer = writer;
        this.type = type;
        this.bodyField = bodyField;
    }

    /** A whole HTTP body. */
    public record Body(String mediaType, ByteString content) {}

    /** Whether answers are bytes of their own media type instead of JSON. */
    boolean isRaw() {
        return bodyField == null
                ? BodyBinder.isRaw(type)
                : bodyField.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        && !bodyField.isRepeated()
                        && BodyBinder.isRaw(bodyField.getMessageType());
    }

    /**
     * Writes the answer of a unary rpc.
     *
     * @throws IllegalArgumentException if the bytes are not the rpc's message, or hold a value that JSON cannot
     */
    public Body whole(byte[] message) {
        var answer = parse(message);
        if (!isRaw()) {
            return new Body(JSON, UnsafeByteOperations.unsafeWrap(json(answer)));
        }
        return bytes(bodyField == null ? answer : (Message) answer.getField(bodyField));
    }

    /** The text of the answer's field {@code name}; empty if it has no such text. */
    public Optional<String> text(byte[] message, String name) {
        return Optional.ofNullable(type.findFieldByName(name))
                .filter(field -> field.getType() == FieldDescriptor.Type.STRING && !field.isRepeated())
                .map(field -> (String) parse(message).getField(field))
                .filter(text -> !text.isEmpty());
    }

    byte[] json(Message message) {
        return bodyField == null ? writer.write(message) : writer.writeField(message, bodyField);
    }

    Message parse(byte[] message) {
        try {
            return DynamicMessage.parseFrom(type, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("answer: not a %s".formatted(type.getFullName()), e);
        }
    }

    private static Body bytes(Message raw) {
        var fields = raw.getDescriptorForType();
        var mediaType = (String) raw.getField(fields.findFieldByName("content_type"));
        var data = (ByteString) raw.getField(fields.findFieldByName("data"));
        return new Body(mediaType.isEmpty() ? OCTETS : mediaType, data);
    }
}
