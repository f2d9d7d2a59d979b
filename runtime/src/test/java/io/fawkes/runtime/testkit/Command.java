package io.fawkes.runtime.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of this machine to its end. */
final class Command {
    private static final int NOT_FOUND = 127;

    private Command() {}

    /** Runs {@code command} in {@code folder}; one that does not exist ends with 127, as in a shell. */
    static Answer in(Path folder, String... command) {
        return run(new ProcessBuilder(List.of(command)).directory(folder.toFile()));
    }

    static Answer run(ProcessBuilder builder) {
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (InputStream output = process.getInputStream()) {
                var said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(process.waitFor(), said);
            }
        } catch (IOException missing) {
            return new Answer(NOT_FOUND, missing.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ran", interrupted);
        }
    }
}
