package io.fawkes.standalone.demo.metrics;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Prometheus as it is installed on a machine.
 *
 * @param server the server
 * @param tool what fills it
 */
public record PrometheusPrograms(Path server, Path tool) {

    /** Both, if both are in one of the folders of {@code path}, which is written as {@code PATH} is. */
    public static Optional<PrometheusPrograms> on(String path) {
        return program(path, "prometheus")
                .flatMap(server -> program(path, "promtool").map(tool -> new PrometheusPrograms(server, tool)));
    }

    private static Optional<Path> program(String path, String name) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Fills {@code folder} with {@code samples} and serves it at {@code port} of the loopback address; answers queries when
     * this returns.
     *
     * @throws IOException if it does not
     */
    public Prometheus start(Path samples, Path folder, int port) throws IOException, InterruptedException {
        return Prometheus.start(this, samples, folder, port);
    }
}
