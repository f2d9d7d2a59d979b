package io.fawkes.runtime.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of this machine. */
final class LocalWorkshop implements Workshop {
    private static final long SECONDS_TO_END = 10;

    private final Scratch scratch;
    private final Path files;
    private final Process process;

    private LocalWorkshop(Scratch scratch, Path files, String script) throws IOException {
        this.scratch = scratch;
        this.files = files;
        this.process = shell(script, List.of())
                .redirectErrorStream(true)
                .redirectOutput(logFile().toFile())
                .start();
    }

    static LocalWorkshop open(Toolbox tools, Path files, String script) {
        var scratch = Scratch.make();
        try {
            Programs.link(tools, scratch.folder("bin"));
            return new LocalWorkshop(scratch, files, script);
        } catch (IOException failure) {
            scratch.close();
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void put(String name, String text) {
        try {
            Files.writeString(files.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Answer run(String script, List<String> arguments) {
        return Command.run(shell(script, arguments));
    }

    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ended", interrupted);
        }
        scratch.close();
    }

    private ProcessBuilder shell(String script, List<String> arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).directory(scratch.folder("work").toFile());
        var environment = builder.environment();
        environment.put(FILES, files.toString());
        environment.merge("PATH", scratch.folder("bin").toString(), (old, ours) -> ours + File.pathSeparator + old);
        return builder;
    }

    private Path logFile() {
        return scratch.path().resolve("log");
    }
}
