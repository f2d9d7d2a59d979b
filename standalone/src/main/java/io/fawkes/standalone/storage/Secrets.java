package io.fawkes.standalone.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets made once and kept in files that only their owner may read. */
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path folder) {
        this.folder = folder;
    }

    static Secrets in(Path folder) {
        return new Secrets(folder);
    }

    /** Where the secret {@code name} is kept. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The secret {@code name}: 64 hex digits, made when it is first asked for. */
    public String get(String name) {
        try {
            if (!Files.exists(file(name))) {
                create(file(name));
            }
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret %s cannot be kept".formatted(file(name)), e);
        }
    }

    /** Written aside and then renamed: a killed run leaves a whole secret or none. */
    private void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path fresh = Files.createTempFile(folder, "fresh", ".secret", owner);
        Files.writeString(fresh, HexFormat.of().formatHex(secret));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
