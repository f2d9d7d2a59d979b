package io.fawkes.proto;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import org.jspecify.annotations.Nullable;

/** Questions about one field; the answer about a field that is not there is no. */
final class Fields {
    private Fields() {}

    static boolean isString(@Nullable FieldDescriptor field) {
        return isSingle(field, FieldDescriptor.Type.STRING);
    }

    static boolean isSingle(@Nullable FieldDescriptor field, FieldDescriptor.Type type) {
        return field != null && !field.isRepeated() && field.getType() == type;
    }

    static boolean isMessage(@Nullable FieldDescriptor field) {
        return isSingle(field, FieldDescriptor.Type.MESSAGE);
    }

    static boolean isMessage(@Nullable FieldDescriptor field, String fullName) {
        return isMessage(field) && isOf(field, fullName);
    }

    static boolean isRepeated(@Nullable FieldDescriptor field, Descriptor message) {
        return field != null && field.isRepeated() && isOf(field, message.getFullName());
    }

    /** Whether the values are messages of that name, single, repeated or in a map. */
    static boolean isOf(@Nullable FieldDescriptor field, String fullName) {
        return field != null
                && field.getJavaType() == JavaType.MESSAGE
                && field.getMessageType().getFullName().equals(fullName);
    }

    static boolean isStringMap(@Nullable FieldDescriptor field) {
        return field != null
                && field.isMapField()
                && isString(field.getMessageType().findFieldByNumber(1))
                && isString(field.getMessageType().findFieldByNumber(2));
    }

    static boolean isRequired(@Nullable FieldDescriptor field) {
        return has(field, FieldBehavior.REQUIRED);
    }

    static boolean has(@Nullable FieldDescriptor field, FieldBehavior behavior) {
        return field != null
                && field.getOptions()
                        .getExtension(FieldBehaviorProto.fieldBehavior)
                        .contains(behavior);
    }
}
