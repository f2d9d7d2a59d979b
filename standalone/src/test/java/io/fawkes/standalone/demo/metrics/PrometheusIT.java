package io.fawkes.standalone.demo.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.PrometheusServer;
import io.fawkes.standalone.demo.history.History;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class PrometheusIT {

    private static final History HISTORY = History.of(History.USUAL_SEED, Instant.parse("2026-11-19T14:32:10Z"));

    @TempDir
    Path folder;

    private PrometheusPrograms programs;

    @BeforeEach
    void findsItsPrograms() throws IOException {
        Path installed = Files.createDirectory(folder.resolve("bin"));
        PrometheusServer.install(installed);
        programs = PrometheusPrograms.on(installed.toString()).orElseThrow();
    }

    @Test
    void isNotFoundWhereOneOfItsProgramsIsMissing() throws IOException {
        Files.delete(programs.tool());

        assertEquals(
                Optional.empty(), PrometheusPrograms.on(folder.resolve("bin").toString()));
    }

    @Test
    void answersWithTheMeasurementsOfThePastAndIsGoneWhenClosed() throws Exception {
        Path samples = folder.resolve("measurements.om");
        new Measurements(HISTORY, 1).write(samples);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        try (var prometheus = programs.start(samples, folder.resolve("prometheus"), freePort())) {
            String answer = query(prometheus.url(), "count(service_error_ratio)", "2026-11-15T12:00:00Z");
            assertTrue(answer.contains("\"6\""), answer);
        }

        assertEquals(before, ProcessHandle.current().children().toList());
    }

    @Test
    void saysWhereToLookWhenTheSamplesAreNoSamples() throws IOException {
        Path samples = Files.writeString(folder.resolve("broken.om"), "no samples\n");

        var failure = assertThrows(IOException.class, () -> programs.start(samples, folder.resolve("p"), freePort()));

        assertTrue(failure.toString().contains(folder.resolve("p/log").toString()), failure::toString);
    }

    private static String query(String url, String expression, String time) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create(url + "/api/v1/query?query=" + expression + "&time=" + time);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
