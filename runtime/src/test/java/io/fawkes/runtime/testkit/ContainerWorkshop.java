package io.fawkes.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container on the host's network: the only one in which a server here, a server there and the test call each other by the
 * same address, whatever engine it is.
 */
final class ContainerWorkshop implements Workshop {
    private static final String FOLDER = "/tmp/files/";
    private static final int READABLE = 0755;

    private final GenericContainer<?> container;

    private ContainerWorkshop(GenericContainer<?> container) {
        this.container = container;
    }

    // Whoever opened the workshop closes it.
    @SuppressWarnings("resource")
    static ContainerWorkshop open(Toolbox tools, Path files, String script) {
        var container = new GenericContainer<>(DockerImageName.parse(tools.image()))
                .withNetworkMode("host")
                .withEnv(FILES, FOLDER)
                .withCopyFileToContainer(MountableFile.forHostPath(files, READABLE), FOLDER)
                .withCreateContainerCmdModifier(
                        create -> create.withEntrypoint("sh", "-c", "cd \"$(mktemp -d)\" && " + script));
        container.start();
        return new ContainerWorkshop(container);
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void put(String name, String text) {
        container.copyFileToContainer(Transferable.of(text), FOLDER + name);
    }

    @Override
    public Answer run(String script, List<String> arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(arguments);
        try {
            var result = container.execInContainer(command.toArray(String[]::new));
            return new Answer(result.getExitCode(), result.getStdout() + result.getStderr());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ran", interrupted);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
