package io.fawkes.proto;

import static java.util.function.Predicate.not;

import com.google.api.AnnotationsProto;
import com.google.api.ClientProto;
import com.google.api.FieldBehaviorProto;
import com.google.api.ResourceProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import io.fawkes.type.v1.AccessOuterClass;
import io.fawkes.type.v1.RestOuterClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Our own files of a descriptor set, linked with everything they import. */
record Mesh(List<FileDescriptor> files) {
    private static final String OWN = "fawkes.";

    /** The descriptor set that the build puts on the class path, with every option of ours and of AIP understood. */
    static FileDescriptorSet onClassPath() {
        try (var bytes = Mesh.class.getResourceAsStream("/mesh.desc")) {
            return FileDescriptorSet.parseFrom(Objects.requireNonNull(bytes, "mesh.desc"), extensions());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ExtensionRegistry extensions() {
        var registry = ExtensionRegistry.newInstance();
        AnnotationsProto.registerAllExtensions(registry);
        ClientProto.registerAllExtensions(registry);
        FieldBehaviorProto.registerAllExtensions(registry);
        ResourceProto.registerAllExtensions(registry);
        AccessOuterClass.registerAllExtensions(registry);
        RestOuterClass.registerAllExtensions(registry);
        return registry;
    }

    /** Links {@code set}, whose files come after what they import, as protoc writes them. */
    static Mesh of(FileDescriptorSet set) {
        Map<String, FileDescriptor> linked = new LinkedHashMap<>();
        set.getFileList().forEach(file -> linked.put(file.getName(), link(file, linked)));
        return new Mesh(linked.values().stream()
                .filter(file -> file.getPackage().startsWith(OWN))
                .toList());
    }

    private static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> linked) {
        var imports = file.getDependencyList().stream()
                .map(name -> Objects.requireNonNull(linked.get(name), name))
                .toArray(FileDescriptor[]::new);
        try {
            return FileDescriptor.buildFrom(file, imports);
        } catch (DescriptorValidationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Stream<MethodDescriptor> rpcs() {
        return files.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream());
    }

    /** Every message, nested ones included, but not the entries that maps are made of. */
    Stream<Descriptor> messages() {
        return files.stream().flatMap(file -> file.getMessageTypes().stream()).flatMap(Mesh::withNested);
    }

    private static Stream<Descriptor> withNested(Descriptor message) {
        var nested = message.getNestedTypes().stream()
                .filter(not(type -> type.getOptions().getMapEntry()))
                .flatMap(Mesh::withNested);
        return Stream.concat(Stream.of(message), nested);
    }

    Stream<Descriptor> resources() {
        return messages().filter(Resource::isResource);
    }

    Stream<FieldDescriptor> fields() {
        return messages().flatMap(message -> message.getFields().stream());
    }

    Stream<EnumDescriptor> enums() {
        return Stream.concat(
                files.stream().flatMap(file -> file.getEnumTypes().stream()),
                messages().flatMap(message -> message.getEnumTypes().stream()));
    }

    /** Everything that needs a comment. */
    Stream<GenericDescriptor> elements() {
        return Stream.of(
                        files.stream().map(FileDescriptor::getServices),
                        Stream.of(rpcs().toList(), messages().toList(), fields().toList(), enums().toList()),
                        files.stream().map(FileDescriptor::getExtensions),
                        messages().map(Descriptor::getRealOneofs),
                        enums().map(EnumDescriptor::getValues))
                .flatMap(lists -> lists)
                .flatMap(Collection::stream);
    }
}
