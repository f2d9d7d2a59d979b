package io.fawkes.standalone.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs and waits for them. PostgreSQL refuses to be run by root, so root runs them in a user namespace
 * of their own, in which the same files belong to nobody in particular.
 */
final class Programs {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private final PostgresBinaries binaries;
    private final List<String> prefix;

    private Programs(PostgresBinaries binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    /** Programs run as this process's user may run them. */
    static Programs of(PostgresBinaries binaries) throws IOException {
        if (!isRoot()) {
            return new Programs(binaries, List.of());
        }
        if (!namespacesWork()) {
            throw new StartFailure(
                    EmbeddedDatabase.PART,
                    "PostgreSQL refuses to run as root, and this system gives root no user namespace",
                    "Start as an ordinary user, or name a PostgreSQL of yours by FAWKES_POSTGRES_URL.");
        }
        return new Programs(binaries, NAMESPACE);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean namespacesWork() {
        try {
            return exitCode(new ProcessBuilder("unshare", "--user", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException _) {
            // No such program: no namespaces either.
            return false;
        }
    }

    /**
     * Runs {@code name} to its end, its output into {@code log}.
     *
     * @return whether it succeeded
     */
    boolean run(Path log, String name, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(binaries.program(name));
        command.addAll(List.of(arguments));
        return exitCode(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start())
                == 0;
    }

    /** The last line of {@code log} that tells of a failure. */
    static String lastWords(Path log) throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.<String>of();
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL") || line.contains("error:"))
                .findFirst()
                .orElseGet(() -> "see " + log);
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting or stopping", e);
        }
    }
}
