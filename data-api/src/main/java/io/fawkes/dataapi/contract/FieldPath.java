package io.fawkes.dataapi.contract;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;

/**
 * A path of the domain's fields, taken apart: messages to enter, the field, and the key if it is an entry of a map.
 *
 * @param messages names of the message fields on the way
 * @param name name of the field
 * @param entry key of the map's entry; empty if the field is no map
 */
record FieldPath(List<String> messages, String name, String entry) {

    static FieldPath parse(String path) {
        int bracket = path.indexOf('[');
        String fields = bracket < 0 ? path : path.substring(0, bracket);
        String entry = bracket < 0 ? "" : path.substring(bracket + 1, path.length() - 1);
        List<String> names = List.of(fields.split("\\.", -1));
        return new FieldPath(names.subList(0, names.size() - 1), names.getLast(), entry);
    }

    /** The builder that holds the field. */
    Message.Builder enter(Message.Builder builder) {
        Message.Builder inner = builder;
        for (String message : messages) {
            inner = inner.getFieldBuilder(field(inner.getDescriptorForType(), message));
        }
        return inner;
    }

    /** The message that holds the field. */
    Message enter(Message message) {
        Message inner = message;
        for (String step : messages) {
            inner = (Message) inner.getField(field(inner.getDescriptorForType(), step));
        }
        return inner;
    }

    FieldDescriptor field(com.google.protobuf.Descriptors.Descriptor type) {
        return field(type, name);
    }

    private static FieldDescriptor field(com.google.protobuf.Descriptors.Descriptor type, String name) {
        FieldDescriptor field = type.findFieldByName(name);
        if (field == null) {
            throw new IllegalArgumentException(type.getFullName() + " has no field " + name);
        }
        return field;
    }
}
