package io.fawkes.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an element stands in the sources, and what is said above it there. */
final class Source {
    private Source() {}

    /** File and line, counted from 1; the file alone if the line is not known. */
    static String place(GenericDescriptor element) {
        var line = location(element).map(location -> ":" + (location.getSpan(0) + 1));
        return element.getFile().getName() + line.orElse("");
    }

    /** The comment before or after the element on one line, empty if there is none. */
    static String comment(GenericDescriptor element) {
        return location(element)
                .map(location -> location.getLeadingComments() + location.getTrailingComments())
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .orElse("");
    }

    private static Optional<Location> location(GenericDescriptor element) {
        var path = path(element);
        return element.getFile().toProto().getSourceCodeInfo().getLocationList().stream()
                .filter(location -> location.getPathList().equals(path))
                .findFirst();
    }

    /** The path by which {@code SourceCodeInfo} knows the element. */
    static List<Integer> path(GenericDescriptor element) {
        return switch (element) {
            case ServiceDescriptor service -> List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, service.getIndex());
            case MethodDescriptor rpc ->
                child(rpc.getService(), ServiceDescriptorProto.METHOD_FIELD_NUMBER, rpc.getIndex());
            case Descriptor message ->
                type(
                        message.getContainingType(),
                        DescriptorProto.NESTED_TYPE_FIELD_NUMBER,
                        FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER,
                        message.getIndex());
            case EnumDescriptor type ->
                type(
                        type.getContainingType(),
                        DescriptorProto.ENUM_TYPE_FIELD_NUMBER,
                        FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER,
                        type.getIndex());
            case EnumValueDescriptor value ->
                child(value.getType(), EnumDescriptorProto.VALUE_FIELD_NUMBER, value.getIndex());
            case OneofDescriptor oneof ->
                child(oneof.getContainingType(), DescriptorProto.ONEOF_DECL_FIELD_NUMBER, oneof.getIndex());
            case FieldDescriptor field -> field(field);
            default -> throw new IllegalArgumentException("no path for " + element);
        };
    }

    private static List<Integer> field(FieldDescriptor field) {
        return field.isExtension()
                ? type(
                        field.getExtensionScope(),
                        DescriptorProto.EXTENSION_FIELD_NUMBER,
                        FileDescriptorProto.EXTENSION_FIELD_NUMBER,
                        field.getIndex())
                : child(field.getContainingType(), DescriptorProto.FIELD_FIELD_NUMBER, field.getIndex());
    }

    private static List<Integer> type(@Nullable Descriptor scope, int inMessage, int inFile, int index) {
        return scope == null ? List.of(inFile, index) : child(scope, inMessage, index);
    }

    private static List<Integer> child(GenericDescriptor parent, int number, int index) {
        return Stream.concat(path(parent).stream(), Stream.of(number, index)).toList();
    }
}
