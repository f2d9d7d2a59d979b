package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one stream of answers for HTTP, piece by piece. For one request; used by one thread at a time. */
public final class StreamWriter {
    private static final ByteString COMMENT = ByteString.copyFromUtf8(":\n\n");
    private static final ByteString NEW_LINE = ByteString.copyFromUtf8("\n");

    private final StreamForm form;
    private final ResponseWriter writer;
    private final @Nullable ResumePoint resume;
    private final StatusWriter statuses;
    private String mediaType;
    private boolean begun;

    StreamWriter(StreamForm form, ResponseWriter writer, @Nullable ResumePoint resume, StatusWriter statuses) {
        this.form = form;
        this.mediaType = form.mediaType();
        this.writer = writer;
        this.resume = resume;
        this.statuses = statuses;
    }

    /** How the messages stand in the body. */
    public StreamForm form() {
        return form;
    }

    /** Media type of the body; of raw bytes, known with the first message. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * One message.
     *
     * @throws IllegalArgumentException if the bytes are not the rpc's message, or hold a value that JSON cannot
     */
    public ByteString message(byte[] message) {
        var piece = switch (form) {
            case LINES -> json(message).concat(NEW_LINE);
            case EVENTS -> event(message);
            case ARRAY -> ByteString.copyFromUtf8(begun ? "," : "[").concat(json(message));
            case RAW -> raw(message);
        };
        begun = true;
        return piece;
    }

    /** What follows the last message; may be nothing. */
    public ByteString end() {
        return form == StreamForm.ARRAY ? ByteString.copyFromUtf8(begun ? "]" : "[]") : ByteString.EMPTY;
    }

    /** How the stream says that it broke; empty if its form cannot, so that only breaking the connection does. */
    public Optional<ByteString> failure(Status status) {
        var json = new String(statuses.json(status), StandardCharsets.UTF_8);
        return switch (form) {
            case LINES -> Optional.of(ByteString.copyFromUtf8("{\"error\":%s}\n".formatted(json)));
            case EVENTS -> Optional.of(ByteString.copyFromUtf8("event: error\ndata: %s\n\n".formatted(json)));
            case ARRAY, RAW -> Optional.empty();
        };
    }

    /** Something that is no message and keeps the connection awake; only of {@link StreamForm#EVENTS}. */
    public ByteString heartbeat() {
        return COMMENT;
    }

    private ByteString raw(byte[] message) {
        var body = writer.whole(message);
        mediaType = begun ? mediaType : body.mediaType();
        return body.content();
    }

    private ByteString event(byte[] message) {
        var parsed = writer.parse(message);
        var token = resume == null ? "" : resume.in(parsed);
        var id = token.isEmpty() ? "" : "id: %s\n".formatted(token);
        return ByteString.copyFromUtf8(id + "data: ")
                .concat(ByteString.copyFrom(writer.json(parsed)))
                .concat(ByteString.copyFromUtf8("\n\n"));
    }

    private ByteString json(byte[] message) {
        return ByteString.copyFrom(writer.json(writer.parse(message)));
    }
}
