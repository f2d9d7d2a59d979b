package io.fawkes.runtime.testkit;

import java.net.URI;
import java.util.Map;

/**
 * A real Alertmanager of a test's own, in no cluster. Its webhooks reach servers of the test's JVM at 127.0.0.1. A container
 * or a program, as {@link ServerMode} says; one that does not start fails the test.
 */
public final class AlertmanagerServer implements AutoCloseable {
    private static final String SERVE = "exec alertmanager --config.file=\"$FILES/alertmanager.yml\""
            + " --storage.path=data --cluster.listen-address= --web.listen-address=127.0.0.1:";

    private final ToolServer server;

    private AlertmanagerServer(ToolServer server) {
        this.server = server;
    }

    /** Starts one with the given {@code alertmanager.yml}; it is ready when this returns. */
    public static AlertmanagerServer start(String alertmanagerYml) {
        var files = Map.of("alertmanager.yml", alertmanagerYml);
        return new AlertmanagerServer(ToolServer.start(Toolbox.ALERTMANAGER, files, port -> SERVE + port));
    }

    /** Where it answers, without a path. */
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }
}
