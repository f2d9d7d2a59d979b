package io.fawkes.runtime.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What broke the error model and was not looked at yet, in this JVM and in those that tests start: a file each, in the
 * folder that the build names in the environment, which child processes inherit.
 */
final class Violations {

    private static final Path FOLDER =
            Path.of(System.getenv().getOrDefault("TEST_VIOLATIONS_DIR", System.getProperty("java.io.tmpdir")));
    private static final String PREFIX = "error-model-";

    private Violations() {}

    static void add(String violation) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(Files.createTempFile(FOLDER, PREFIX, ".txt"), violation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those since this was last asked. */
    static List<String> take() {
        var taken = new ArrayList<String>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Violations::isOne).toList()) {
                taken.add(Files.readString(file, UTF_8));
                Files.delete(file);
            }
        } catch (NoSuchFileException _) {
            // Nobody added any.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken;
    }

    private static boolean isOne(Path file) {
        return file.getFileName().toString().startsWith(PREFIX);
    }
}
