package io.fawkes.standalone.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which a mesh keeps everything: {@code postgres}, {@code secrets}, logs. Belongs to one running mesh at a
 * time; a killed one leaves it free, because the lock is the operating system's.
 */
public final class DataFolder implements AutoCloseable {

    static final String PART = "The data folder";

    private final Path path;
    private final FileChannel channel;
    private final Secrets secrets;

    private DataFolder(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.secrets = Secrets.in(privateFolder(path.resolve("secrets")));
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @throws StartFailure if another mesh runs on it, or it cannot be written
     */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return new DataFolder(absolute, locked(privateFolder(absolute)));
        } catch (IOException e) {
            throw new StartFailure(
                    PART,
                    "%s cannot be written (%s)".formatted(absolute, e),
                    "Make it writable for you, or name another folder by FAWKES_DATA_DIR.",
                    e);
        }
    }

    private static Path privateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    private static FileChannel locked(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new StartFailure(
                    "Another mesh runs on %s: use that one, stop it, or name another folder by FAWKES_DATA_DIR."
                            .formatted(folder));
        }
        return channel;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // The holder is a mesh of this very JVM.
            return null;
        }
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** What is kept secret in it. */
    public Secrets secrets() {
        return secrets;
    }

    /** Leaves the folder to the next mesh. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
