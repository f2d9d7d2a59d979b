package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream can be taken up again: messages carry a token, and a request that shows the last one goes on behind it.
 * By name: both have a text {@code cursor} or {@code resume_token}.
 */
record ResumePoint(FieldDescriptor asked, FieldDescriptor told) {
    private static final List<String> NAMES = List.of("cursor", "resume_token");

    /** The point of {@code rpc}; null if it does not stream, or its stream cannot be taken up. */
    static @Nullable ResumePoint of(MethodDescriptor rpc) {
        if (!rpc.isServerStreaming()) {
            return null;
        }
        for (var name : NAMES) {
            var asked = text(rpc.getInputType(), name);
            var told = text(rpc.getOutputType(), name);
            if (asked != null && told != null) {
                return new ResumePoint(asked, told);
            }
        }
        return null;
    }

    /** A browser that comes back asks the same URL again, so its {@code Last-Event-ID} outdoes the query. */
    void bind(RestRequest request, Message.Builder message) {
        request.header("last-event-id")
                .filter(id -> !id.isEmpty())
                .ifPresent(id -> message.setField(asked, ScalarReader.read(asked, id, "last-event-id")));
    }

    /** The token of {@code message}; empty if it has none, or one that cannot stand in a line. */
    String in(Message message) {
        var token = (String) message.getField(told);
        return token.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0) ? "" : token;
    }

    private static @Nullable FieldDescriptor text(Descriptor type, String name) {
        var field = type.findFieldByName(name);
        return field == null || field.getType() != FieldDescriptor.Type.STRING || field.isRepeated() ? null : field;
    }
}
