package io.fawkes.gateway.transcode;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the contract's authors wrote over each rpc, message, field and value, by full name. Immutable. */
final class Comments {
    private final Map<String, String> byName = new HashMap<>();

    private Comments() {}

    static Comments of(Collection<FileDescriptor> files) {
        var comments = new Comments();
        files.forEach(file -> new Walk(comments.byName, file.toProto()).file());
        return comments;
    }

    /** The comment over {@code fullName}; empty if there is none. */
    String over(String fullName) {
        return byName.getOrDefault(fullName, "");
    }

    /** Follows the paths of {@code SourceCodeInfo}: field numbers and indexes from the file downwards. */
    private static final class Walk {
        private final Map<String, String> names;
        private final FileDescriptorProto file;
        private final Map<List<Integer>, String> texts = new HashMap<>();

        Walk(Map<String, String> names, FileDescriptorProto file) {
            this.names = names;
            this.file = file;
            file.getSourceCodeInfo()
                    .getLocationList()
                    .forEach(location -> texts.putIfAbsent(location.getPathList(), location.getLeadingComments()));
        }

        void file() {
            var scope = file.getPackage();
            for (int i = 0; i < file.getMessageTypeCount(); i++) {
                message(file.getMessageType(i), scope, List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
            }
            for (int i = 0; i < file.getEnumTypeCount(); i++) {
                enumeration(file.getEnumType(i), scope, List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
            }
            for (int i = 0; i < file.getServiceCount(); i++) {
                service(file.getService(i), scope, List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
            }
        }

        private void message(DescriptorProto message, String scope, List<Integer> path) {
            var name = keep(scope, message.getName(), path);
            for (int i = 0; i < message.getFieldCount(); i++) {
                keep(name, message.getField(i).getName(), below(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
            }
            for (int i = 0; i < message.getNestedTypeCount(); i++) {
                message(message.getNestedType(i), name, below(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
            }
            for (int i = 0; i < message.getEnumTypeCount(); i++) {
                enumeration(message.getEnumType(i), name, below(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
            }
        }

        private void enumeration(EnumDescriptorProto type, String scope, List<Integer> path) {
            var name = keep(scope, type.getName(), path);
            for (int i = 0; i < type.getValueCount(); i++) {
                keep(name, type.getValue(i).getName(), below(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
            }
        }

        private void service(ServiceDescriptorProto service, String scope, List<Integer> path) {
            var name = keep(scope, service.getName(), path);
            for (int i = 0; i < service.getMethodCount(); i++) {
                keep(name, service.getMethod(i).getName(), below(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i));
            }
        }

        private String keep(String scope, String name, List<Integer> path) {
            var fullName = scope + "." + name;
            names.put(
                    fullName,
                    texts.getOrDefault(path, "").replaceAll("(?m)^ ", "").strip());
            return fullName;
        }

        private static List<Integer> below(List<Integer> path, int field, int index) {
            return Stream.concat(path.stream(), Stream.of(field, index)).toList();
        }
    }
}
