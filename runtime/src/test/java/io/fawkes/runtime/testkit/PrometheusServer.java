package io.fawkes.runtime.testkit;

import java.net.URI;
import java.nio.file.Path;

/**
 * A real Prometheus of a test's own, with a past if it is given one: {@code promtool} writes it into blocks, which are kept
 * for ten years. A container or a program, as {@link ServerMode} says; one that does not start fails the test.
 */
public final class PrometheusServer implements AutoCloseable {
    private static final String BACKFILL =
            "promtool tsdb create-blocks-from openmetrics \"$FILES/history.om\" data && ";
    private static final String SERVE = "exec prometheus --config.file=\"$FILES/prometheus.yml\""
            + " --storage.tsdb.path=data --storage.tsdb.retention.time=10y --web.listen-address=127.0.0.1:";

    private final ToolServer server;

    private PrometheusServer(ToolServer server) {
        this.server = server;
    }

    /** One that knows nothing and scrapes nothing. */
    public static PrometheusServer start() {
        return start(PrometheusSetup.empty());
    }

    /** One that remembers the samples of an OpenMetrics file and scrapes nothing. */
    public static PrometheusServer start(Path openMetrics) {
        return start(PrometheusSetup.empty().after(openMetrics));
    }

    /** One with a configuration, a past, or both; it is ready when this returns. */
    public static PrometheusServer start(PrometheusSetup setup) {
        var script = (setup.hasPast() ? BACKFILL : "") + SERVE;
        return new PrometheusServer(ToolServer.start(Toolbox.PROMETHEUS, setup.files(), port -> script + port));
    }

    /** Puts {@code prometheus} and {@code promtool} into {@code folder}: those of this machine, else of Debian's package. */
    public static void install(Path folder) {
        Programs.link(Toolbox.PROMETHEUS, folder);
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
