package io.fawkes.runtime.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs: on the PATH, else in a Debian package that is fetched. */
final class Programs {
    private Programs() {}

    /** Puts every program of {@code tools} into {@code folder}, by the name that its makers gave it. */
    static void link(Toolbox tools, Path folder) {
        try {
            for (var program : tools.programs()) {
                Files.createSymbolicLink(folder.resolve(program), find(program, tools.debianPackage()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path find(String program, String debianPackage) {
        var names = List.of(program, "prometheus-" + program);
        return in(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of), names)
                .or(() -> in(Stream.of(new DebianPackage(debianPackage).root().resolve("usr/bin")), names))
                .orElseThrow(() -> new IllegalStateException(
                        "the Debian package %s has no program %s".formatted(debianPackage, program)));
    }

    private static Optional<Path> in(Stream<Path> folders, List<String> names) {
        return folders.flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
