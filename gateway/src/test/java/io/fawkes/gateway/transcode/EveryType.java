package io.fawkes.gateway.transcode;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A message type with a field of every kind: each type alone, optional, in a list, in a oneof, in a map, as a key. */
final class EveryType {
    private static final List<FieldDescriptorProto.Type> KEYS = List.of(
            FieldDescriptorProto.Type.TYPE_INT32,
            FieldDescriptorProto.Type.TYPE_UINT32,
            FieldDescriptorProto.Type.TYPE_SINT32,
            FieldDescriptorProto.Type.TYPE_FIXED32,
            FieldDescriptorProto.Type.TYPE_SFIXED32,
            FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_UINT64,
            FieldDescriptorProto.Type.TYPE_SINT64,
            FieldDescriptorProto.Type.TYPE_FIXED64,
            FieldDescriptorProto.Type.TYPE_SFIXED64,
            FieldDescriptorProto.Type.TYPE_BOOL,
            FieldDescriptorProto.Type.TYPE_STRING);
    private static final List<FieldDescriptorProto.Type> SCALARS = Stream.concat(
                    KEYS.stream(),
                    Stream.of(
                            FieldDescriptorProto.Type.TYPE_DOUBLE,
                            FieldDescriptorProto.Type.TYPE_FLOAT,
                            FieldDescriptorProto.Type.TYPE_BYTES,
                            FieldDescriptorProto.Type.TYPE_ENUM))
            .toList();
    private static final List<String> MESSAGES = List.of(
            "every.Every",
            "google.protobuf.Timestamp",
            "google.protobuf.Duration",
            "google.protobuf.FieldMask",
            "google.protobuf.Struct",
            "google.protobuf.Value",
            "google.protobuf.ListValue",
            "google.protobuf.Any",
            "google.protobuf.BoolValue",
            "google.protobuf.StringValue",
            "google.protobuf.BytesValue",
            "google.protobuf.Int32Value",
            "google.protobuf.Int64Value",
            "google.protobuf.UInt32Value",
            "google.protobuf.UInt64Value",
            "google.protobuf.FloatValue",
            "google.protobuf.DoubleValue");

    private final DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Every");
    private int number;

    private EveryType() {}

    static Descriptor descriptor() {
        return new EveryType().build();
    }

    private Descriptor build() {
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice"));
        SCALARS.forEach(type -> kinds(type, type == FieldDescriptorProto.Type.TYPE_ENUM ? "every.Kind" : ""));
        MESSAGES.forEach(name -> kinds(FieldDescriptorProto.Type.TYPE_MESSAGE, name));
        KEYS.forEach(key ->
                map("by_" + key.name().toLowerCase(Locale.ROOT), key, FieldDescriptorProto.Type.TYPE_STRING, ""));
        return linked();
    }

    private void kinds(FieldDescriptorProto.Type type, String typeName) {
        var name = (typeName.isEmpty() ? type.name() : typeName.substring(typeName.lastIndexOf('.') + 1))
                .toLowerCase(Locale.ROOT);
        field("one_" + name, type, typeName, Label.LABEL_OPTIONAL);
        field("many_" + name, type, typeName, Label.LABEL_REPEATED);
        field("chosen_" + name, type, typeName, Label.LABEL_OPTIONAL).setOneofIndex(0);
        map("map_" + name, FieldDescriptorProto.Type.TYPE_STRING, type, typeName);
    }

    private FieldDescriptorProto.Builder field(
            String name, FieldDescriptorProto.Type type, String typeName, Label label) {
        return message.addFieldBuilder()
                .mergeFrom(named(name, ++number, type, typeName).setLabel(label).build());
    }

    private void map(String name, FieldDescriptorProto.Type key, FieldDescriptorProto.Type value, String valueName) {
        var entry = "Entry" + number;
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(named("key", 1, key, "").setLabel(Label.LABEL_OPTIONAL))
                .addField(named("value", 2, value, valueName).setLabel(Label.LABEL_OPTIONAL)));
        field(name, FieldDescriptorProto.Type.TYPE_MESSAGE, "every.Every." + entry, Label.LABEL_REPEATED);
    }

    private static FieldDescriptorProto.Builder named(
            String name, int number, FieldDescriptorProto.Type type, String typeName) {
        var field = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type);
        return typeName.isEmpty() ? field : field.setTypeName("." + typeName);
    }

    private Descriptor linked() {
        var imports = List.of(
                AnyProto.getDescriptor(),
                DurationProto.getDescriptor(),
                FieldMaskProto.getDescriptor(),
                StructProto.getDescriptor(),
                TimestampProto.getDescriptor(),
                WrappersProto.getDescriptor());
        var file = FileDescriptorProto.newBuilder()
                .setName("every.proto")
                .setPackage("every")
                .setSyntax("proto3")
                .addEnumType(EnumDescriptorProto.newBuilder()
                        .setName("Kind")
                        .addValue(value("KIND_UNSPECIFIED", 0))
                        .addValue(value("KIND_ROUND", 1))
                        .addValue(value("KIND_BELOW", -1)))
                .addMessageType(message);
        imports.forEach(imported -> file.addDependency(imported.getName()));
        try {
            return FileDescriptor.buildFrom(file.build(), imports.toArray(FileDescriptor[]::new))
                    .findMessageTypeByName("Every");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EnumValueDescriptorProto value(String name, int number) {
        return EnumValueDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .build();
    }

    /** Bytes of any length that are not always text. */
    static ByteString bytes(RandomGenerator random) {
        var bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
