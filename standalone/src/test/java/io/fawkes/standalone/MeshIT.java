package io.fawkes.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshIT {
    private static final String CLAIM = "{\"sourceKeys\":[{\"key\":\"github.com/project-slug\",\"value\":\"a/b\"}]}";

    @TempDir
    Path folder;

    @Test
    void keepsWhatItWasToldOverARestart() throws Exception {
        keepsWhatItWasTold(Shape.ONE_JVM);
    }

    @Test
    @Tag("full")
    void keepsWhatItWasToldOverARestartAsProcesses() throws Exception {
        keepsWhatItWasTold(Shape.PROCESSES);
    }

    private void keepsWhatItWasTold(Shape shape) throws Exception {
        try (var mesh = start(shape)) {
            assertEquals(200, send(mesh, "POST", "/v1/services?serviceId=shop", CLAIM));
            assertEquals(200, send(mesh, "GET", "/v1/services/shop", ""));
        }
        try (var mesh = start(shape)) {
            assertEquals(200, send(mesh, "GET", "/v1/services/shop", ""));
        }
    }

    private Mesh start(Shape shape) {
        return Mesh.start(MeshConfig.onFreePorts(folder, Map.of()), shape, Progress.SILENT);
    }

    private static int send(Mesh mesh, String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://" + mesh.gateway().serving() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
