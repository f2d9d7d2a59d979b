package io.fawkes.gateway.transcode;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what a PATCH changes where the caller does not: {@code update_mask} becomes the fields that stand in the body, an
 * explicit null among them, which clears. Fields of a message inside count one by one; lists and maps count whole. What
 * the path fills and what only the service sets (AIP-203) is no change. Safe for concurrent use.
 */
final class PatchMask {
    private static final String MASK = "update_mask";
    private static final Set<FieldBehavior> NOT_THE_CALLERS =
            Set.of(FieldBehavior.OUTPUT_ONLY, FieldBehavior.IDENTIFIER);

    private final FieldDescriptor mask;
    private final FieldDescriptor resource;
    private final Set<String> fromPath;

    private PatchMask(FieldDescriptor mask, FieldDescriptor resource, Set<String> fromPath) {
        this.mask = mask;
        this.resource = resource;
        this.fromPath = Set.copyOf(fromPath);
    }

    /** The mask of requests of {@code type}; null if it has none, or its body is not one message of it. */
    static @Nullable PatchMask of(Descriptor type, BodyBinder body, Collection<FieldPath> fromPath) {
        var mask = type.findFieldByName(MASK);
        var resource = body instanceof BodyBinder.Json json ? json.field() : null;
        if (mask == null || !isMask(mask) || resource == null || !isPlainMessage(resource)) {
            return null;
        }
        var beginning = resource.getName() + ".";
        return new PatchMask(
                mask,
                resource,
                fromPath.stream()
                        .map(FieldPath::toString)
                        .filter(path -> path.startsWith(beginning))
                        .map(path -> path.substring(beginning.length()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Fills the mask, unless the caller did or sent no body; {@code json} was read without a refusal before. */
    void bind(ByteString json, Message.Builder message) {
        if (json.isEmpty() || message.hasField(mask)) {
            return;
        }
        var paths = new ArrayList<String>();
        if (JsonParser.parseString(json.toStringUtf8()) instanceof JsonObject object) {
            collect(object, resource.getMessageType(), "", paths);
        }
        var built = message.getFieldBuilder(mask);
        paths.forEach(path -> built.addRepeatedField(mask.getMessageType().findFieldByName("paths"), path));
    }

    private void collect(JsonObject object, Descriptor type, String prefix, List<String> paths) {
        for (var member : object.entrySet()) {
            var field = FieldPath.field(type, member.getKey());
            if (field != null && isTheCallers(field, prefix)) {
                member(field, member.getValue(), prefix, paths);
            }
        }
    }

    private void member(FieldDescriptor field, JsonElement value, String prefix, List<String> paths) {
        if (value instanceof JsonObject inner && !inner.isEmpty() && isPlainMessage(field)) {
            collect(inner, field.getMessageType(), prefix + field.getName() + ".", paths);
        } else {
            paths.add(prefix + field.getName());
        }
    }

    private boolean isTheCallers(FieldDescriptor field, String prefix) {
        return !fromPath.contains(prefix + field.getName())
                && field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).stream()
                        .noneMatch(NOT_THE_CALLERS::contains);
    }

    private static boolean isMask(FieldDescriptor field) {
        return !field.isRepeated()
                && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && "google.protobuf.FieldMask".equals(field.getMessageType().getFullName());
    }

    private static boolean isPlainMessage(FieldDescriptor field) {
        return !field.isRepeated()
                && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && WellKnown.of(field.getMessageType()) == WellKnown.NONE;
    }
}
