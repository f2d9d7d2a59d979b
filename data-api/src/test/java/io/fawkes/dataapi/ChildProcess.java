package io.fawkes.dataapi;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** data-api as a process of its own, which can be killed as {@code kill -9} does. */
final class ChildProcess implements AutoCloseable {

    private static final int STARTS = 5;

    private final Process process;
    private final Address address;

    private ChildProcess(Process process, Address address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one; it serves when this returns. One that ends before that, as on a database that does not answer yet, is
     * started again, as whatever runs services would. What they log goes to {@code log}.
     */
    static ChildProcess start(Map<String, String> settings, Path log) throws IOException {
        for (int attempt = 1; attempt <= STARTS; attempt++) {
            var child = launched(settings, log);
            Await.until("the child serves (see " + log + ")", () -> !child.process.isAlive() || child.answers());
            if (child.process.isAlive()) {
                return child;
            }
        }
        throw new IllegalStateException("the child ended each time: " + Files.readString(log));
    }

    private static ChildProcess launched(Map<String, String> settings, Path log) throws IOException {
        int port = freePort();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fawkes.dataapi.Main");
        builder.environment().putAll(settings);
        builder.environment().put("FAWKES_DATA_API_LISTEN", "127.0.0.1:" + port);
        builder.environment().put("FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0");
        return new ChildProcess(
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                new Address("127.0.0.1", port));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), 1_000);
            return true;
        } catch (IOException _) {
            return false; // not yet
        }
    }

    Address address() {
        return address;
    }

    /** SIGKILL: nothing of it is told anything. Does not wait for its end. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
