package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fills fields from query parameters; refuses every parameter that it cannot place. Safe for concurrent use. */
final class QueryBinder {
    private final Descriptor type;
    private final BodyBinder body;
    private final List<FieldPath> fromPath;
    private final List<FieldDescriptor> fromDoor;
    private final MessageReader reader;

    QueryBinder(
            Descriptor type,
            BodyBinder body,
            List<FieldPath> fromPath,
            List<FieldDescriptor> fromDoor,
            MessageReader reader) {
        this.type = type;
        this.body = body;
        this.fromPath = fromPath;
        this.fromDoor = fromDoor;
        this.reader = reader;
    }

    void bind(String rawQuery, Message.Builder message) {
        var seen = new HashSet<String>();
        for (var pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = PercentCoding.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : PercentCoding.decodeQuery(pair.substring(equals + 1));
                parameter(name, value, message, seen);
            }
        }
    }

    private void parameter(String name, String value, Message.Builder message, Set<String> seen) {
        int bracket = name.endsWith("]") ? name.indexOf('[') : -1;
        var path = FieldPath.find(type, bracket < 0 ? name : name.substring(0, bracket));
        if (path.isPresent()) {
            known(path.get(), bracket, name, value, message, seen);
        } else if (!reader.isLenient()) {
            throw Refusal.malformedField(name, "is not a field of " + type.getFullName());
        }
    }

    private void known(
            FieldPath path, int bracket, String name, String value, Message.Builder message, Set<String> seen) {
        requireOpen(path, name);
        if (bracket >= 0) {
            mapEntry(path, name, name.substring(bracket + 1, name.length() - 1), value, message, seen);
        } else if (path.leaf().isRepeated()) {
            requireNoMap(path, name);
            path.owner(message).addRepeatedField(path.leaf(), value(path.leaf(), value, message, name));
        } else {
            single(path, name, value, message, seen);
        }
    }

    private void requireOpen(FieldPath path, String name) {
        if (body.fills(path)) {
            throw Refusal.malformedField(name, "comes from the body (expected: not in the query)");
        }
        if (fromPath.stream().anyMatch(path::overlaps)) {
            throw Refusal.malformedField(name, "comes from the path (expected: not in the query)");
        }
        if (fromDoor.contains(path.fields().getFirst())) {
            throw Refusal.malformedField(name, "is set by the door (expected: not in the query)");
        }
        if (path.leaf().getOptions().getDebugRedact()) {
            throw Refusal.malformedField(name, "is secret, and queries are logged (expected: not in the query)");
        }
    }

    private static void requireNoMap(FieldPath path, String name) {
        if (path.leaf().isMapField()) {
            throw Refusal.malformedField(name, "is a map (expected: %s[key]=value)".formatted(name));
        }
    }

    private static void requireFirst(String what, String name, Set<String> seen) {
        if (!seen.add(what)) {
            throw Refusal.malformedField(name, "is given twice");
        }
    }

    private void single(FieldPath path, String name, String text, Message.Builder message, Set<String> seen) {
        requireFirst(path.toString(), name, seen);
        var owner = path.owner(message);
        MessageReader.requireFreeOneof(path.leaf(), owner, name);
        owner.setField(path.leaf(), value(path.leaf(), text, owner, name));
    }

    private void mapEntry(
            FieldPath path, String name, String keyText, String text, Message.Builder message, Set<String> seen) {
        var field = path.leaf();
        if (!field.isMapField()) {
            throw Refusal.malformedField(name, "is not a map (expected: no brackets)");
        }
        var key = field.getMessageType().findFieldByNumber(1);
        var value = field.getMessageType().findFieldByNumber(2);
        var keyValue = ScalarReader.read(key, keyText, name);
        requireFirst("%s[%s]".formatted(path, keyValue), name, seen);
        var owner = path.owner(message);
        var entry = owner.newBuilderForField(field).setField(key, keyValue);
        owner.addRepeatedField(
                field, entry.setField(value, value(value, text, entry, name)).build());
    }

    private Object value(FieldDescriptor field, String text, Message.Builder owner, String name) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return ScalarReader.read(field, text, name);
        }
        return switch (WellKnown.of(field.getMessageType())) {
            case TEXT -> WellKnown.fromText(field.getMessageType(), text, name);
            case WRAPPER -> wrapper(owner.newBuilderForField(field), text, name);
            case JSON -> json(owner.newBuilderForField(field), text, name);
            case NONE, ANY -> ScalarReader.read(field, text, name);
        };
    }

    /** Struct, Value and ListValue have no text form but their JSON. */
    private Message json(Message.Builder value, String text, String name) {
        reader.readText(text, value, name);
        return value.build();
    }

    private static Message wrapper(Message.Builder wrapper, String text, String name) {
        var inner = wrapper.getDescriptorForType().findFieldByNumber(1);
        return wrapper.setField(inner, ScalarReader.read(inner, text, name)).build();
    }
}
