package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the data folder can be written by us, and its secrets be read by nobody else. */
public final class FolderAccess implements Check {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path folder;

    /** Examines {@code folder}, which need not exist yet. */
    public FolderAccess(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String subject() {
        return "data folder";
    }

    @Override
    public List<Finding> findings() throws IOException {
        if (!Files.exists(folder)) {
            return List.of(missing());
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return List.of(new Failure(
                    "data folder: %s, which belongs to %s, cannot be written"
                            .formatted(folder, Files.getOwner(folder).getName()),
                    "make it a folder that is writable for you, or name another one by FAWKES_DATA_DIR"));
        }
        var open = readableByOthers();
        return open.isEmpty() ? List.of(new Ok("data folder: %s is ours alone".formatted(folder))) : open;
    }

    private Finding missing() {
        Path parent = folder;
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent != null && Files.isDirectory(parent) && Files.isWritable(parent)
                ? new Ok("data folder: %s is not there yet; ./fawkes up makes it".formatted(folder))
                : new Failure(
                        "data folder: %s cannot be made in %s".formatted(folder, parent),
                        "name a folder that is writable for you by FAWKES_DATA_DIR");
    }

    private List<Finding> readableByOthers() throws IOException {
        var secrets = folder.resolve("secrets");
        try (Stream<Path> files = Files.isReadable(secrets) ? Files.list(secrets) : Stream.<Path>empty()) {
            var examined = Stream.concat(Stream.of(folder), files).toList();
            var open = Stream.<Finding>builder();
            for (Path path : examined) {
                var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                if (permissions.removeAll(OTHERS)) {
                    open.add(new Warning(
                            "data folder: %s is open to others (%s)"
                                    .formatted(
                                            path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
                            "chmod go= %s".formatted(path)));
                }
            }
            return open.build().toList();
        }
    }
}
