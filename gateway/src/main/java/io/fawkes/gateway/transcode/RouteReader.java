package io.fawkes.gateway.transcode;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.TypeRegistry;
import io.fawkes.type.v1.RestOuterClass;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the routes that the options of the mesh's rpcs declare. */
final class RouteReader {
    private static final int OK = 200;

    private final MessageReader strict;
    private final MessageReader lenient;
    private final MessageWriter writer;

    RouteReader(TypeRegistry types) {
        this.strict = new MessageReader(types, false);
        this.lenient = new MessageReader(types, true);
        this.writer = new MessageWriter(types);
    }

    List<Route> routesOf(MeshDescriptors mesh) {
        return mesh.services().stream()
                .flatMap(service -> service.getMethods().stream())
                .filter(rpc -> rpc.getOptions().hasExtension(AnnotationsProto.http))
                .flatMap(this::routesOf)
                .toList();
    }

    private Stream<Route> routesOf(MethodDescriptor rpc) {
        var rule = rpc.getOptions().getExtension(AnnotationsProto.http);
        if (rpc.isClientStreaming()) {
            demandPieces(rpc, rule);
        }
        return Stream.concat(Stream.of(rule), rule.getAdditionalBindingsList().stream())
                .map(binding -> route(rpc, binding));
    }

    /** A stream of requests is a body in pieces, as it arrives; JSON would have to be read whole. */
    private static void demandPieces(MethodDescriptor rpc, HttpRule rule) {
        boolean isRaw = Stream.concat(Stream.of(rule), rule.getAdditionalBindingsList().stream())
                .allMatch(binding -> isRaw(binding.getBody(), rpc.getInputType()));
        if (!isRaw || rpc.isServerStreaming()) {
            throw new IllegalArgumentException(
                    "%s: streams requests (expected: a google.api.HttpBody as body and one answer, or no http rule)"
                            .formatted(rpc.getFullName()));
        }
    }

    private static boolean isRaw(String body, Descriptor type) {
        return switch (body) {
            case "" -> false;
            case "*" -> BodyBinder.isRaw(type);
            default -> isRaw(fieldOf(type, body));
        };
    }

    private Route route(MethodDescriptor rpc, HttpRule rule) {
        var options = rpc.getOptions().getExtension(RestOuterClass.rest);
        var type = rpc.getInputType();
        var pattern = HttpPattern.of(rule);
        var reader = options.getIgnoresUnknown() ? lenient : strict;
        var captured = pattern.capturedFields(type);
        var body = body(rule.getBody(), type, reader);
        var mask = "PATCH".equals(pattern.httpMethod()) ? PatchMask.of(type, body, captured.values()) : null;
        var conditions = Preconditions.of(type, body, !"GET".equals(pattern.httpMethod()));
        var binder = new RequestBinder(type, body, captured, HeaderBinder.of(options, type), conditions, mask, reader);
        var success = options.getSuccessStatus() == 0 ? OK : options.getSuccessStatus();
        return new Route(rpc, pattern, binder, responses(rpc, rule), ResumePoint.of(rpc), success);
    }

    private static BodyBinder body(String name, Descriptor type, MessageReader reader) {
        return switch (name) {
            case "" -> new BodyBinder.None();
            case "*" -> BodyBinder.isRaw(type) ? new BodyBinder.Raw(null) : new BodyBinder.Json(reader, null);
            default -> body(fieldOf(type, name), reader);
        };
    }

    private static BodyBinder body(FieldDescriptor field, MessageReader reader) {
        return isRaw(field) ? new BodyBinder.Raw(field) : new BodyBinder.Json(reader, field);
    }

    private ResponseWriter responses(MethodDescriptor rpc, HttpRule rule) {
        var name = rule.getResponseBody();
        return new ResponseWriter(
                writer, rpc.getOutputType(), name.isEmpty() ? null : fieldOf(rpc.getOutputType(), name));
    }

    private static FieldDescriptor fieldOf(Descriptor type, String name) {
        @Nullable FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "http rule: %s (expected: a field of %s)".formatted(name, type.getFullName()));
        }
        return field;
    }

    private static boolean isRaw(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !field.isRepeated()
                && BodyBinder.isRaw(field.getMessageType());
    }
}
