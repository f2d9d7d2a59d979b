package io.fawkes.standalone.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a killed run may have left: a {@code postmaster.pid}, with or without its server. The data folder is locked by us, so
 * a server that still runs on it has lost its mesh.
 */
final class Leftover {

    private final Path data;
    private final Programs programs;
    private final Path log;

    Leftover(Path data, Programs programs, Path log) {
        this.data = data;
        this.programs = programs;
        this.log = log;
    }

    /** Stops the server if it runs; else removes its file, for its number may be another process's by now. */
    void remove() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        if (process(file).filter(this::isServer).isEmpty()) {
            Files.delete(file);
        } else if (!programs.run(log, "pg_ctl", "stop", "--mode=fast", "--pgdata=" + data)) {
            throw new StartFailure(
                    EmbeddedDatabase.PART,
                    "the server of a killed run does not stop",
                    "End the process whose number is the first line of %s.".formatted(file));
        }
    }

    private static Optional<ProcessHandle> process(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of);
        }
    }

    private boolean isServer(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data.toString());
    }
}
