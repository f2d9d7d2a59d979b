package io.fawkes.runtime.testkit;

import io.fawkes.runtime.config.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A service as a process of its own, which can be killed as {@code kill -9} does. */
public final class ServiceProcess implements AutoCloseable {
    private static final int STARTS = 5;
    private static final int CONNECT_MILLIS = 1_000;

    private final Process process;
    private final Address address;

    private ServiceProcess(Process process, Address address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one on a free port of loopback; it serves when this returns. One that ends before that, as on a database that
     * does not answer yet, is started again, as whatever runs services would.
     *
     * @param main its main class, to be found on this process's class path
     * @param listen name of the setting that says where it serves
     * @param log what the processes print is appended to it
     */
    public static ServiceProcess start(String main, String listen, Map<String, String> settings, Path log)
            throws IOException {
        for (int attempt = 1; attempt <= STARTS; attempt++) {
            var child = launched(main, listen, settings, log);
            Await.until("the child serves (see " + log + ")", () -> !child.process.isAlive() || child.answers());
            if (child.process.isAlive()) {
                return child;
            }
        }
        throw new IllegalStateException("the child ended each time: " + Files.readString(log));
    }

    private static ServiceProcess launched(String main, String listen, Map<String, String> settings, Path log)
            throws IOException {
        var address = new Address("127.0.0.1", Loopback.freePort());
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main);
        builder.environment().putAll(settings);
        builder.environment().put(listen, address.host() + ":" + address.port());
        builder.environment().put("FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0");
        return new ServiceProcess(
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                address);
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false; // not yet
        }
    }

    /** Where it serves. */
    public Address address() {
        return address;
    }

    /** SIGKILL: nothing of it is told anything. Does not wait for its end. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
