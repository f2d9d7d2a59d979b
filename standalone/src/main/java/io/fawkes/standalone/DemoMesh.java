package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.demo.AlertReceiver;
import io.fawkes.standalone.demo.AlertRouting;
import io.fawkes.standalone.demo.metrics.AnomalyRules;
import io.fawkes.standalone.demo.metrics.Measurements;
import io.fawkes.standalone.demo.metrics.PrometheusPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The mesh of a demo: its own folder and PostgreSQL, the usual door if that is free, and free ports for all else, so that it
 * runs beside any other mesh and touches nothing of it. It watches measurements of the past, in a Prometheus of its own
 * where that is installed, and tells one receiver.
 *
 * @param mesh all of it
 * @param receiver who is told of alerts
 */
record DemoMesh(Mesh mesh, AlertReceiver receiver) {

    /** Where everybody looks first. */
    static final Address USUAL_DOOR = Address.parse("127.0.0.1:8080");

    private static final String OURS = "FAWKES_";
    private static final String ANY_DOOR = "127.0.0.1:0";

    /** Starts it in {@code folder}; what it starts is among {@code parts}. */
    static DemoMesh start(Path folder, Measurements measurements, Settings environment, Parts parts) {
        Map<String, String> settings = new HashMap<>(environment.values());
        settings.keySet().removeIf(name -> name.startsWith(OURS));
        settings.put(Service.GATEWAY.servingVariable(), isFree() ? USUAL_DOOR.toString() : ANY_DOOR);
        settings.putAll(measured(folder, measurements, environment, parts));
        var receiver = parts.start("Receiver", AlertReceiver::start);
        Path routing = folder.resolve("alertmanager.yml");
        written(() -> AlertRouting.write(routing, receiver.url()));
        settings.put("FAWKES_ALERTMANAGER_CONFIG", routing.toString());
        return new DemoMesh(Mesh.start(MeshConfig.onFreePorts(folder, settings), Shape.ONE_JVM, parts), receiver);
    }

    /** Where the measurements are, and what is to be watched of them. */
    private static Map<String, String> measured(
            Path folder, Measurements measurements, Settings environment, Parts parts) {
        Path samples = folder.resolve("measurements.om");
        Path rules = folder.resolve("anomaly-rules.yaml");
        written(() -> measurements.write(samples));
        written(() -> AnomalyRules.write(rules));
        Map<String, String> settings = new HashMap<>(Map.of("FAWKES_ANOMALY_RULES", rules.toString()));
        settings.putAll(PrometheusPrograms.on(environment.text("PATH", ""))
                .map(programs -> served(programs, samples, folder, parts))
                .orElseGet(() -> Map.of("FAWKES_ANOMALY_RECORDING", samples.toString())));
        return settings;
    }

    private static Map<String, String> served(PrometheusPrograms programs, Path samples, Path folder, Parts parts) {
        var prometheus =
                parts.start("Prometheus", () -> programs.start(samples, folder.resolve("prometheus"), Ports.free()));
        return Map.of("FAWKES_PROMETHEUS_URL", prometheus.url());
    }

    private static void written(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's folder cannot be written", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static boolean isFree() {
        try (var socket = new ServerSocket()) {
            socket.bind(USUAL_DOOR.toSocketAddress());
            return true;
        } catch (IOException _) {
            // Somebody listens there; another port does as well.
            return false;
        }
    }
}
