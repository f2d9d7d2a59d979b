package io.fawkes.standalone.storage;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A data folder as it is found: nothing in it is made, changed or taken.
 *
 * @param path where it is, absolute; it need not exist
 */
public record KeptFolder(Path path) {

    private static final String NOT_KEPT = "not-kept";

    public KeptFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Whether a mesh runs on it. */
    public boolean isTaken() {
        var lock = path.resolve("lock");
        if (!Files.isWritable(lock)) {
            return false;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            // The holder is a mesh of this very JVM.
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The secret {@code name}; empty if it was never made, or is not ours to read. */
    public Optional<String> secret(String name) {
        var file = secretFile(name);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the secret {@code name} is kept, if it is. */
    public Path secretFile(String name) {
        return path.resolve("secrets").resolve(name);
    }

    /** The mesh's own PostgreSQL at {@code port}, with a password that opens nothing where none is kept. */
    public PostgresUrl embedded(int port) {
        return EmbeddedDatabase.administration(
                port, secret(EmbeddedDatabase.SUPERUSER_SECRET).orElse(NOT_KEPT));
    }

    /** The database of {@code service} on the server of {@code administration}; passwords likewise. */
    public ServiceDatabase database(PostgresUrl administration, String service) {
        return ServiceDatabase.of(administration, service, name -> secret(name).orElse(NOT_KEPT));
    }
}
