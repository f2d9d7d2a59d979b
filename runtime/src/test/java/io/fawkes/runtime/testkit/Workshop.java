package io.fawkes.runtime.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a shell script runs the programs of a {@link Toolbox}: in a container, or on this machine. The script finds its files
 * in the folder {@code $FILES}, may write into the folder it starts in, and is on this machine's network: 127.0.0.1 is the
 * host of the test's own servers too. Closing it ends all that runs.
 */
sealed interface Workshop extends AutoCloseable permits ContainerWorkshop, LocalWorkshop {
    /** Where scripts find {@link #put} files and those of {@code files}. */
    String FILES = "FILES";

    /** Starts {@code script} with what is in the folder {@code files}. */
    static Workshop open(Toolbox tools, Path files, String script) {
        return switch (ServerMode.chosen()) {
            case CONTAINER -> ContainerWorkshop.open(tools, files, script);
            case PROGRAM -> LocalWorkshop.open(tools, files, script);
        };
    }

    /** Whether the script it was opened with runs. */
    boolean isRunning();

    /** What the script said. */
    String log();

    /** Puts a file among those of {@code $FILES}. */
    void put(String name, String text);

    /** Runs another script to its end; {@code arguments} are {@code "$@"} in it. */
    Answer run(String script, List<String> arguments);

    @Override
    void close();
}
