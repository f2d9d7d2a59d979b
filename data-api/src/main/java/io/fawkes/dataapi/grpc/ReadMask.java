package io.fawkes.dataapi.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.fawkes.runtime.rpc.RpcStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fields of a resource, as a tree: a field with nothing below it is meant whole. A path may enter messages; lists and maps
 * are whole or not at all.
 *
 * @param fields what is below, by field; empty means everything
 */
record ReadMask(Map<FieldDescriptor, ReadMask> fields) {

    private static final String EVERYTHING = "*";

    ReadMask {
        fields = Map.copyOf(fields);
    }

    /** Reads the mask; fails with FIELD_INVALID for a path that {@code resource} does not have. */
    static ReadMask of(FieldMask mask, Descriptor resource) {
        var root = new HashMap<FieldDescriptor, ReadMask>();
        for (String path : mask.getPathsList()) {
            if (path.equals(EVERYTHING)) {
                return new ReadMask(Map.of());
            }
            root.putAll(joined(new ReadMask(root), parsed(path, path, resource)).fields());
        }
        return new ReadMask(root);
    }

    private static ReadMask parsed(String path, String rest, Descriptor type) {
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null || (dot >= 0 && !isEntered(field))) {
            throw unknown(path, type);
        }
        ReadMask below =
                dot < 0 ? new ReadMask(Map.of()) : parsed(path, rest.substring(dot + 1), field.getMessageType());
        return new ReadMask(Map.of(field, below));
    }

    private static boolean isEntered(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated();
    }

    private static RuntimeException unknown(String path, Descriptor type) {
        String known = type.getFields().stream().map(FieldDescriptor::getName).collect(Collectors.joining(", "));
        return RpcStatus.fieldInvalid("read_mask", path + " (expected: *, or some of " + known + ")")
                .toException();
    }

    private static ReadMask joined(ReadMask one, ReadMask other) {
        var both = new HashMap<>(one.fields());
        other.fields().forEach((field, below) -> both.merge(field, below, ReadMask::wider));
        return new ReadMask(both);
    }

    private static ReadMask wider(ReadMask one, ReadMask other) {
        return one.fields().isEmpty() || other.fields().isEmpty() ? new ReadMask(Map.of()) : joined(one, other);
    }

    /** What of {@code message} the mask names. */
    Message of(Message message) {
        if (fields.isEmpty()) {
            return message;
        }
        var some = message.newBuilderForType();
        message.getAllFields().forEach((field, value) -> {
            ReadMask below = fields.get(field);
            if (below != null) {
                some.setField(field, below.fields().isEmpty() ? value : below.of((Message) value));
            }
        });
        return some.build();
    }
}
