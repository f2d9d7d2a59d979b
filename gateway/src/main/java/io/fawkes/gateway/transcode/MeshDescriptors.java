package io.fawkes.gateway.transcode;

import com.google.api.AnnotationsProto;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.TypeRegistry;
import com.google.rpc.ErrorDetailsProto;
import io.fawkes.type.v1.AccessOuterClass;
import io.fawkes.type.v1.RestOuterClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything the mesh can say: its services and message types, read once from the descriptor set. Immutable. */
public final class MeshDescriptors {
    private static final String RESOURCE = "/mesh.desc";

    private final List<FileDescriptor> files;
    private final TypeRegistry types;

    private MeshDescriptors(Collection<FileDescriptor> files) {
        this.files = List.copyOf(files);
        this.types = registryOf(this.files);
    }

    /** Reads the descriptor set that the contract was compiled into. */
    public static MeshDescriptors load() {
        try (var in = MeshDescriptors.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + ": not on the class path (expected: in the proto module)");
            }
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a {@code FileDescriptorSet} that holds each file after its imports.
     *
     * @throws IllegalArgumentException if a file does not link
     */
    public static MeshDescriptors parse(InputStream descriptorSet) throws IOException {
        var linked = new LinkedHashMap<String, FileDescriptor>();
        for (var file : FileDescriptorSet.parseFrom(descriptorSet, options()).getFileList()) {
            linked.put(file.getName(), link(file, linked));
        }
        return new MeshDescriptors(linked.values());
    }

    /** Files in the order of their imports. */
    public List<FileDescriptor> files() {
        return files;
    }

    /** All services, in the order of their files. */
    public List<ServiceDescriptor> services() {
        return files.stream().flatMap(file -> file.getServices().stream()).toList();
    }

    /** Every message type of the mesh, and those of error details. */
    public TypeRegistry types() {
        return types;
    }

    private static ExtensionRegistry options() {
        var registry = ExtensionRegistry.newInstance();
        AnnotationsProto.registerAllExtensions(registry);
        FieldBehaviorProto.registerAllExtensions(registry);
        RestOuterClass.registerAllExtensions(registry);
        AccessOuterClass.registerAllExtensions(registry);
        return registry;
    }

    private static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> linked) {
        try {
            return FileDescriptor.buildFrom(
                    file, file.getDependencyList().stream().map(linked::get).toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException("%s: does not link".formatted(file.getName()), e);
        }
    }

    private static TypeRegistry registryOf(List<FileDescriptor> files) {
        var types = TypeRegistry.newBuilder();
        files.forEach(file -> types.add(file.getMessageTypes()));
        return types.add(ErrorDetailsProto.getDescriptor().getMessageTypes()).build();
    }
}
