package io.fawkes.benchmarks.ground;

import io.fawkes.runtime.config.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service as a process of its own, as in production, with a bounded heap. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LAST_WORDS = 5;
    private static final Pattern HEAP_BEFORE = Pattern.compile(" (\\d+)M->\\d+M\\(\\d+M\\)");

    private final Process process;
    private final Path collections;
    private final Path log;

    private ServerProcess(Process process, Path collections, Path log) {
        this.process = process;
        this.collections = collections;
        this.log = log;
    }

    /**
     * Starts {@code main} and waits until {@code management} says that it is ready.
     *
     * @param jvm further arguments of its JVM, the heap among them
     * @param settings its environment
     * @param folder where its logs are kept
     */
    public static ServerProcess start(
            Class<?> main, List<String> jvm, Map<String, String> settings, Address management, Path folder)
            throws IOException, InterruptedException {
        Path collections = folder.resolve(main.getPackageName() + ".gc.log");
        Path log = folder.resolve(main.getPackageName() + ".log");
        var builder = new ProcessBuilder(command(main, jvm, collections)).redirectErrorStream(true);
        builder.redirectOutput(log.toFile()).environment().putAll(settings);
        var started = new ServerProcess(builder.start(), collections, log);
        try {
            started.awaitReady(management);
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static List<String> command(Class<?> main, List<String> jvm, Path collections) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + collections));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    private void awaitReady(Address management) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTING.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            var ready = HttpRequest.newBuilder(URI.create("http://" + management + "/ready"))
                    .build();
            while (!isReady(client, ready)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("a service did not become ready: " + lastWords());
                }
                process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** The end of its log, which is gone when the run is. */
    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    private static boolean isReady(HttpClient client, HttpRequest ready) throws InterruptedException {
        try {
            return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            // Not yet listening.
            return false;
        }
    }

    /** A port of the loopback address that is free now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most heap that was in use when a collection began, in MB; 0 if there was none yet. */
    public double peakHeap() throws IOException {
        return Files.readAllLines(collections).stream()
                .map(HEAP_BEFORE::matcher)
                .filter(Matcher::find)
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .max()
                .orElse(0);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("a service did not drain in time; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
