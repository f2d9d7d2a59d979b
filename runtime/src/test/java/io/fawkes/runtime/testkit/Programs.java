package io.fawkes.runtime.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs: on the PATH, else in a Debian package that is fetched. */
final class Programs {
    private Programs() {}

    /** Puts every program of {@code tools} into {@code folder}, by the name that its makers gave it. */
    static void link(Toolbox tools, Path folder) {
        try {
            for (var program : tools.programs()) {
                link(program, tools.debianPackage(), folder.resolve(program));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void link(String program, String debianPackage, Path link) throws IOException {
        var path = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        var installed = in(path, program);
        if (installed.isPresent()) {
            Files.createSymbolicLink(link, installed.get());
        } else {
            Files.writeString(link, unpacked(program, debianPackage));
            Files.setPosixFilePermissions(link, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String unpacked(String program, String debianPackage) {
        var root = new DebianPackage(debianPackage).root();
        return in(Stream.of(root.resolve("usr/bin")), program)
                .map(file -> wrapper(root, file))
                .orElseThrow(() -> new IllegalStateException(
                        "the Debian package %s has no program %s".formatted(debianPackage, program)));
    }

    /**
     * Debian's builds open files of their package under /usr/share. Those of an unpacked one are laid over it, for that
     * process alone; where that is not allowed it runs without, and says itself what it misses.
     */
    private static String wrapper(Path root, Path program) {
        return """
                #!/bin/sh
                root='%s'
                program='%s'
                if unshare --map-root-user --mount true 2>/dev/null; then
                  exec unshare --map-root-user --mount sh -c \\
                    'mount -t overlay overlay -o "lowerdir=$0/usr/share:/usr/share" /usr/share && exec "$@"' \\
                    "$root" "$program" "$@"
                fi
                exec "$program" "$@"
                """.formatted(root, program);
    }

    private static Optional<Path> in(Stream<Path> folders, String program) {
        return folders.flatMap(
                        folder -> Stream.of(program, "prometheus-" + program).map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
