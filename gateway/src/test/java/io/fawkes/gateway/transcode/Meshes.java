package io.fawkes.gateway.transcode;

import com.google.api.AnnotationsProto;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DurationProto;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.fawkes.type.v1.RestOuterClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Descriptor sets to test with: the mesh's own, with one more file that uses what the contract does not use yet. */
final class Meshes {
    private Meshes() {}

    /** The mesh, and the service of {@code probe.txtpb}. */
    static MeshDescriptors withProbe() {
        return withProbe(text -> text);
    }

    /** As {@link #withProbe()}, its text changed. */
    static MeshDescriptors withProbe(UnaryOperator<String> change) {
        try {
            var mesh = FileDescriptorSet.parseFrom(bytes("/mesh.desc"), options());
            var text = change.apply(new String(bytes("/probe.txtpb"), StandardCharsets.UTF_8));
            var probe = FileDescriptorProto.newBuilder();
            TextFormat.merge(text, options(), probe);
            var set = missingWrappers(mesh).addFile(probe);
            return MeshDescriptors.parse(new ByteArrayInputStream(set.build().toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The well-known types come first: the contract does not import them all. */
    private static FileDescriptorSet.Builder missingWrappers(FileDescriptorSet mesh) {
        var present = Set.copyOf(
                mesh.getFileList().stream().map(FileDescriptorProto::getName).toList());
        var set = FileDescriptorSet.newBuilder();
        Stream.of(
                        AnyProto.getDescriptor(),
                        DurationProto.getDescriptor(),
                        FieldMaskProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        TimestampProto.getDescriptor(),
                        WrappersProto.getDescriptor())
                .filter(file -> !present.contains(file.getName()))
                .forEach(file -> set.addFile(file.toProto()));
        return set.addAllFile(mesh.getFileList());
    }

    private static byte[] bytes(String resource) throws IOException {
        try (var in = Meshes.class.getResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static ExtensionRegistry options() {
        var registry = ExtensionRegistry.newInstance();
        AnnotationsProto.registerAllExtensions(registry);
        FieldBehaviorProto.registerAllExtensions(registry);
        RestOuterClass.registerAllExtensions(registry);
        return registry;
    }
}
