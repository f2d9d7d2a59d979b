package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields from a message down to one of its own or of a message inside it. */
record FieldPath(List<FieldDescriptor> fields) {
    private static final int DEEPEST = 32;

    FieldPath {
        fields = List.copyOf(fields);
    }

    /** Finds a dotted path whose parts are lowerCamelCase or snake_case names; empty if there is no such field. */
    static Optional<FieldPath> find(Descriptor type, String dotted) {
        var names = dotted.split("\\.", -1);
        if (names.length > DEEPEST) {
            return Optional.empty();
        }
        var fields = new ArrayList<FieldDescriptor>();
        @Nullable Descriptor owner = type;
        for (var name : names) {
            var field = owner == null ? null : field(owner, name);
            if (field == null) {
                return Optional.empty();
            }
            fields.add(field);
            owner = isSingleMessage(field) ? field.getMessageType() : null;
        }
        return Optional.of(new FieldPath(fields));
    }

    /** The field of {@code type} called {@code name} in either spelling. */
    static @Nullable FieldDescriptor field(Descriptor type, String name) {
        var spelledAsDeclared = type.findFieldByName(name);
        return spelledAsDeclared == null ? byJsonName(type, name) : spelledAsDeclared;
    }

    FieldDescriptor leaf() {
        return fields.getLast();
    }

    /** The message inside {@code root} that holds the leaf; made if absent. */
    Message.Builder owner(Message.Builder root) {
        var owner = root;
        for (var field : fields.subList(0, fields.size() - 1)) {
            owner = owner.getFieldBuilder(field);
        }
        return owner;
    }

    /** Whether one of both holds the other, or they are the same. */
    boolean overlaps(FieldPath other) {
        int shared = Math.min(fields.size(), other.fields.size());
        return fields.subList(0, shared).equals(other.fields.subList(0, shared));
    }

    @Override
    public String toString() {
        return fields.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
    }

    private static @Nullable FieldDescriptor byJsonName(Descriptor type, String name) {
        return type.getFields().stream()
                .filter(field -> field.getJsonName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSingleMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
    }
}
