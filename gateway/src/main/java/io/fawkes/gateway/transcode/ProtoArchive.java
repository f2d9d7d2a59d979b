package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The contract's sources with everything that they import, as one ZIP file: the same mesh, the same bytes. */
public final class ProtoArchive {
    /** The earliest time that a ZIP file can hold. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ProtoArchive() {}

    /**
     * Packs the sources of {@code mesh}.
     *
     * @throws IllegalStateException if one is not on the class path
     */
    public static ByteString of(MeshDescriptors mesh) {
        var archive = ByteString.newOutput();
        try (var zip = new ZipOutputStream(archive)) {
            for (var file : mesh.files()) {
                var entry = new ZipEntry(file.getName());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                copy(file.getName(), zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteString();
    }

    private static void copy(String name, OutputStream to) throws IOException {
        try (var in = ProtoArchive.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        name + ": not on the class path (expected: in the jar of its contract)");
            }
            in.transferTo(to);
        }
    }
}
