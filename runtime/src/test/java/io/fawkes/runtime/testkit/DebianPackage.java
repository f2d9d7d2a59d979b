package io.fawkes.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A Debian package, unpacked into {@code ~/.cache/fawkes} by apt and dpkg: from the registry that this machine is configured
 * with, checked by apt, installed nowhere.
 */
record DebianPackage(String name) {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "fawkes", "debian");

    /** The folder it is unpacked in; fetched once for all builds of this user. */
    Path root() {
        try {
            return rootInTurn();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // Static, since two records of one name are two monitors; the file keeps other JVMs out.
    private Path rootInTurn() throws IOException {
        var root = CACHE.resolve(name);
        synchronized (DebianPackage.class) {
            Files.createDirectories(CACHE);
            try (var channel = FileChannel.open(
                            CACHE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.isDirectory(root)) {
                    unpackInto(root);
                }
            }
        }
        return root;
    }

    private void unpackInto(Path root) throws IOException {
        try (var scratch = new Scratch(Files.createTempDirectory(CACHE, name))) {
            var download = Command.in(scratch.path(), "apt-get", "-q", "download", name);
            if (download.exitCode() != 0) {
                // A fresh image has no lists of packages, and only root may fetch them.
                Command.in(scratch.path(), "apt-get", "-qq", "update");
                download = Command.in(scratch.path(), "apt-get", "-q", "download", name);
            }
            if (download.exitCode() != 0) {
                throw unavailable(download);
            }
            var unpacked = scratch.folder("unpacked");
            Command.in(scratch.path(), "dpkg-deb", "-x", archive(scratch).toString(), unpacked.toString())
                    .demandContent();
            Files.move(unpacked, root, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path archive(Scratch scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch.path())) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private IllegalStateException unavailable(Answer download) {
        return new IllegalStateException(
                "%s is not on this machine: install Docker, or the Debian packages prometheus and prometheus-alertmanager (apt-get: %s)"
                        .formatted(name, download.output().strip().replace('\n', ' ')));
    }
}
