package io.fawkes.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A small contract that keeps every rule, and what becomes of it when some of its text is replaced. */
final class ExampleContract {
    private final String text;
    private final String rpcComment;
    private final String reasonComment;

    private ExampleContract(String text, String rpcComment, String reasonComment) {
        this.text = text;
        this.rpcComment = rpcComment;
        this.reasonComment = reasonComment;
    }

    static ExampleContract load() {
        try (var file = ExampleContract.class.getResourceAsStream("/thing.txtpb")) {
            var bytes = Objects.requireNonNull(file, "thing.txtpb").readAllBytes();
            return new ExampleContract(
                    new String(bytes, StandardCharsets.UTF_8), "Fails with THING_UNKNOWN.", "NOT_FOUND: none.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The example with every {@code found} replaced, in its descriptors and in the comments of rpcs and reasons. */
    ExampleContract with(String found, String replacement) {
        var changed = new ExampleContract(
                text.replace(found, replacement),
                rpcComment.replace(found, replacement),
                reasonComment.replace(found, replacement));
        if ((text + rpcComment + reasonComment).equals(changed.text + changed.rpcComment + changed.reasonComment)) {
            throw new IllegalArgumentException("not in the example: " + found);
        }
        return changed;
    }

    /** The example linked against what the real mesh imports; each element has a line and a comment of its own. */
    Mesh linked() {
        var bare = only(Mesh.of(set(parsed())));
        var sources = SourceCodeInfo.newBuilder();
        bare.elements().map(this::location).forEach(sources::addLocation);
        return only(Mesh.of(set(parsed().setSourceCodeInfo(sources))));
    }

    private FileDescriptorProto.Builder parsed() {
        var file = FileDescriptorProto.newBuilder();
        try {
            TextFormat.merge(text, Mesh.extensions(), file);
        } catch (TextFormat.ParseException failure) {
            throw new IllegalArgumentException(failure);
        }
        return file;
    }

    /** The example after everything the mesh and the standard methods import. */
    private static FileDescriptorSet set(FileDescriptorProto.Builder file) {
        return FileDescriptorSet.newBuilder()
                .addFile(EmptyProto.getDescriptor().toProto())
                .addFile(FieldMaskProto.getDescriptor().toProto())
                .addAllFile(Mesh.onClassPath().getFileList())
                .addFile(file)
                .build();
    }

    private static Mesh only(Mesh all) {
        return new Mesh(all.files().subList(all.files().size() - 1, all.files().size()));
    }

    private Location location(GenericDescriptor element) {
        var path = Source.path(element);
        return Location.newBuilder()
                .addAllPath(path)
                .addSpan(path.getLast())
                .setLeadingComments(comment(element))
                .build();
    }

    private String comment(GenericDescriptor element) {
        return switch (element) {
            case MethodDescriptor _ -> rpcComment;
            case EnumValueDescriptor _ -> reasonComment;
            default -> "Something.";
        };
    }
}
