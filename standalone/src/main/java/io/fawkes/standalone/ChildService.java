package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service in a process of its own. Its output appears in ours, each line behind the service's name. */
final class ChildService implements RunningService {

    private static final Logger LOG = LoggerFactory.getLogger(ChildService.class);
    private static final long SECONDS_TO_DRAIN = 60;

    private final String title;
    private final Endpoint endpoint;
    private final Process process;
    private volatile String lastLine = "it said nothing";

    private ChildService(Service service, Endpoint endpoint, Process process) {
        this.title = service.title();
        this.endpoint = endpoint;
        this.process = process;
        Thread.ofPlatform().daemon().name(title + "-output").start(this::forward);
    }

    static ChildService start(Service service, Settings settings) throws IOException {
        var builder = new ProcessBuilder(command(service)).redirectErrorStream(true);
        builder.environment().putAll(settings.values());
        return new ChildService(service, endpoint(service, settings), builder.start());
    }

    /** Deaf to SIGINT: a Ctrl-C reaches the whole group, but the order of stopping is the mesh's. */
    private static List<String> command(Service service) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                service.main().getName()));
        return command;
    }

    private static Endpoint endpoint(Service service, Settings settings) {
        String serving = settings.required(service.servingVariable(), "an address");
        return new Endpoint(
                Address.parse(serving), Address.parse(settings.required(MeshConfig.MANAGEMENT, "an address")));
    }

    private void forward() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                lastLine = line;
                System.err.println(title + " | " + line);
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.atDebug().addKeyValue("service", title).setCause(e).log("its output ended");
        }
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Optional<String> ended() {
        return process.isAlive()
                ? Optional.empty()
                : Optional.of("exit code %d: %s".formatted(process.exitValue(), lastLine));
    }

    /** SIGTERM, and as long as draining may take. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_DRAIN, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.atError().addKeyValue("service", title).log("was killed, for it did not drain in time");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
