package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes an rpc's answers for HTTP. Safe for concurrent use. */
public final class ResponseWriter {
    /** Media type of a whole answer. */
    public static final String JSON = "application/json";
    /** Media type of a stream: one JSON document a line. */
    public static final String NDJSON = "application/x-ndjson";

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

    /**
     * Writes the answer of a unary rpc.
     *
     * @throws IllegalArgumentException if the bytes are not the rpc's message, or hold a value that JSON cannot
     */
    public Body whole(byte[] message) {
        var answer = parse(message);
        var raw = raw(answer);
        return raw == null ? new Body(JSON, UnsafeByteOperations.unsafeWrap(json(answer))) : bytes(raw);
    }

    /**
     * Writes one message of a stream, with the line's end.
     *
     * @throws IllegalArgumentException as in {@link #whole}
     */
    public byte[] line(byte[] message) {
        return asLine(json(parse(message)));
    }

    static byte[] asLine(byte[] json) {
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private byte[] json(Message message) {
        return bodyField == null ? writer.write(message) : writer.writeField(message, bodyField);
    }

    private Message parse(byte[] message) {
        try {
            return DynamicMessage.parseFrom(type, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("answer: not a %s".formatted(type.getFullName()), e);
        }
    }

    private @Nullable Message raw(Message answer) {
        if (bodyField == null) {
            return BodyBinder.isRaw(type) ? answer : null;
        }
        boolean isRaw = bodyField.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !bodyField.isRepeated()
                && BodyBinder.isRaw(bodyField.getMessageType());
        return isRaw ? (Message) answer.getField(bodyField) : null;
    }

    private static Body bytes(Message raw) {
        var fields = raw.getDescriptorForType();
        var mediaType = (String) raw.getField(fields.findFieldByName("content_type"));
        var data = (ByteString) raw.getField(fields.findFieldByName("data"));
        return new Body(mediaType.isEmpty() ? OCTETS : mediaType, data);
    }
}
