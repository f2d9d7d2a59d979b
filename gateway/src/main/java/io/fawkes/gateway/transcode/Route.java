package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One HTTP binding of one rpc. Immutable; safe for concurrent use. */
public final class Route {
    private final MethodDescriptor rpc;
    private final String httpMethod;
    private final PathTemplate template;
    private final RequestBinder binder;
    private final ResponseWriter writer;
    private final @Nullable ResumePoint resume;
    private final int successStatus;

    Route(
            MethodDescriptor rpc,
            HttpPattern pattern,
            RequestBinder binder,
            ResponseWriter writer,
            @Nullable ResumePoint resume,
            int successStatus) {
        this.rpc = rpc;
        this.httpMethod = pattern.httpMethod();
        this.template = pattern.template();
        this.binder = binder;
        this.writer = writer;
        this.resume = resume;
        this.successStatus = successStatus;
    }

    /** Full name of the proto service, such as {@code fawkes.insights.v1.DoraService}. */
    public String service() {
        return rpc.getService().getFullName();
    }

    /** The rpc as gRPC calls it: service, slash, method. */
    public String fullMethodName() {
        return service() + "/" + rpc.getName();
    }

    /** Whether the rpc answers with a stream of messages. */
    public boolean streams() {
        return rpc.isServerStreaming();
    }

    /** Whether the rpc takes a stream: then a request's body is its pieces. */
    public boolean takesStream() {
        return rpc.isClientStreaming();
    }

    /** The message that hands on a piece of the body of a request whose rpc takes a stream, in wire form. */
    public byte[] piece(ByteString data) {
        return binder.piece(data);
    }

    /** Whether a body over the door's limit is handed on cut off, with its true size, to be refused on record. */
    public boolean recordsOversizedBodies() {
        return binder.recordsOversizedBodies();
    }

    /** HTTP status of a success. */
    public int successStatus() {
        return successStatus;
    }

    /** Writes what the rpc answers. */
    public ResponseWriter writer() {
        return writer;
    }

    /** Whether the rpc only reads, so that its answer may be known by a tag. */
    public boolean isSafe() {
        return "GET".equals(httpMethod);
    }

    /** A writer for one stream of answers, as the caller's {@code Accept} wants it. */
    public StreamWriter stream(String accept, StatusWriter statuses) {
        var form = writer.isRaw() ? StreamForm.RAW : StreamForm.accepted(accept);
        return new StreamWriter(form, writer, resume, statuses);
    }

    MethodDescriptor rpc() {
        return rpc;
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(httpMethod, template, fullMethodName());
    }

    byte[] bind(Map<String, String> captures, RestRequest request) {
        return binder.bind(captures, request, resume);
    }

    /** Where the path holds fields that the contract marks {@code debug_redact}. */
    Stream<SecretInPath> secretsInPath() {
        return template.variables().stream()
                .filter(variable -> binder.isSecret(variable.field()))
                .map(variable -> new SecretInPath(template.segments().subList(0, variable.start())));
    }

    String httpMethod() {
        return httpMethod;
    }

    PathTemplate template() {
        return template;
    }
}
