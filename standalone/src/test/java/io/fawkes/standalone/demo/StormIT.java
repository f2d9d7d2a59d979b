package io.fawkes.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.WebhookSecret;
import io.fawkes.standalone.demo.history.History;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's storm against a mesh: what is said of it is what its receiver got. */
@Tag("full")
class StormIT {

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void becomesOnePageWithAllOfItsAlerts() throws Exception {
        History history = History.of(History.USUAL_SEED, InstantSource.system().instant());
        Path routing = folder.resolve("alertmanager.yml");
        try (var receiver = AlertReceiver.start()) {
            AlertRouting.write(routing, receiver.url());
            var config = MeshConfig.onFreePorts(folder, Map.of("FAWKES_ALERTMANAGER_CONFIG", routing.toString()));
            try (var mesh = Mesh.start(config);
                    var demo = new Demo(
                            "http://" + mesh.gateway().serving(),
                            secrets(mesh),
                            history,
                            InstantSource.system(),
                            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                            false)) {
                String told = demo.tellStorm(receiver);

                assertEquals(
                        history.storm().size(),
                        told.lines()
                                .filter(line -> line.matches("    (critical|warning ) .*"))
                                .count(),
                        told);
                assertTrue(told.contains("incidents of checkout, payments"), told);
            } finally {
                System.out.println(receiver.received());
            }
        }
    }

    private static Map<String, String> secrets(Mesh mesh) {
        return mesh.ground().webhookSecrets().stream()
                .collect(Collectors.toUnmodifiableMap(WebhookSecret::source, WebhookSecret::value));
    }
}
