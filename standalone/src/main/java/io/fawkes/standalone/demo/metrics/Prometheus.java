package io.fawkes.standalone.demo.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Prometheus of this machine that holds measurements of the past and scrapes nothing. It is a process of its own; closing
 * it stops that and waits.
 */
public final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 50;
    private static final int OK = 200;

    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static Prometheus start(PrometheusPrograms programs, Path samples, Path folder, int port)
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = Files.createDirectories(folder).resolve("log");
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
        fill(programs.tool(), samples, data, log);
        Process process = launched(
                log,
                List.of(
                        programs.server().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=10y",
                        "--web.listen-address=127.0.0.1:" + port));
        var prometheus = new Prometheus(process, "http://127.0.0.1:" + port);
        try {
            prometheus.awaitReady(log);
            return prometheus;
        } catch (InterruptedException | IOException e) {
            prometheus.close();
            throw e;
        }
    }

    private static void fill(Path tool, Path samples, Path data, Path log) throws IOException, InterruptedException {
        Process promtool = launched(
                log,
                List.of(
                        tool.toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        "--quiet",
                        samples.toString(),
                        data.toString()));
        if (!promtool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || promtool.exitValue() != 0) {
            promtool.destroyForcibly();
            throw failure("promtool does not take the samples", log);
        }
    }

    private static Process launched(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw failure("Prometheus does not start", log);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/-/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            // Not there yet.
            return false;
        }
    }

    private static IOException failure(String what, Path log) {
        return new IOException("%s (see %s); without it on the PATH a recording is used".formatted(what, log));
    }

    /** Where it answers. */
    public String url() {
        return url;
    }

    /** SIGTERM, and as long as it needs. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
