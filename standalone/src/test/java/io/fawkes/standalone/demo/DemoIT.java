package io.fawkes.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.WebhookSecret;
import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Post;
import io.fawkes.standalone.demo.history.Profile;
import io.fawkes.standalone.demo.metrics.AnomalyRules;
import io.fawkes.standalone.demo.metrics.Measurements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo against a mesh: what it prints is what follows from what it posted. */
@Tag("full")
class DemoIT {

    private static final Pattern GAP = Pattern.compile(" {2,}");
    private static final int WIDEST = 100;

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void printsTheNumbersThatFollowFromThePostedBodies() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        History history = History.of(seed, InstantSource.system().instant());
        var printed = new ByteArrayOutputStream();
        List<Report> reports;
        String anomaly;
        String storm;
        try (var receiver = AlertReceiver.start();
                var mesh = Mesh.start(MeshConfig.onFreePorts(folder, settings(history, receiver)));
                var demo = new Demo(
                        "http://" + mesh.gateway().serving(),
                        secrets(mesh),
                        history,
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        false)) {
            demo.tell();
            storm = demo.tellStorm(receiver);
            reports = demo.awaitReports();
            demo.show(reports);
            anomaly = demo.awaitAnomaly();
        }
        System.out.println(anomaly + storm);
        String text = printed.toString(StandardCharsets.UTF_8);

        for (int i = 0; i < reports.size(); i++) {
            Profile profile = history.services().get(i);
            Instant watermark =
                    Instant.parse(reports.get(i).dora().path("watermark").asText());
            List<String> expected = new SecondOpinion(profile, history, posts(history), watermark).row();
            assertEquals(expected, row(text, profile.service()), () -> "seed " + seed + "\n" + text);
        }
        assertEquals(history.services().size(), reports.size());
        assertTrue((text + anomaly + storm).lines().allMatch(line -> line.length() <= WIDEST), text + anomaly + storm);
        assertTrue(anomaly.contains("One anomaly of payments, explained"), anomaly);
        assertEquals(
                history.storm().size(),
                storm.lines()
                        .filter(line -> line.matches("    (critical|warning ) .*"))
                        .count(),
                storm);
        assertTrue(storm.contains("incidents of checkout, payments"), storm);
    }

    private static List<Post> posts(History history) {
        return Stream.concat(history.posts().stream(), history.storm().posts().stream())
                .toList();
    }

    private Map<String, String> settings(History history, AlertReceiver receiver) throws IOException {
        Path samples = folder.resolve("measurements.om");
        Path rules = folder.resolve("rules.yaml");
        Path routing = folder.resolve("alertmanager.yml");
        new Measurements(history, 1).write(samples);
        AnomalyRules.write(rules);
        AlertRouting.write(routing, receiver.url());
        return Map.of(
                "FAWKES_ANOMALY_RECORDING", samples.toString(),
                "FAWKES_ANOMALY_RULES", rules.toString(),
                "FAWKES_ALERTMANAGER_CONFIG", routing.toString());
    }

    private static List<String> row(String text, String service) {
        return text.lines()
                .filter(line -> line.startsWith(service + " "))
                .findFirst()
                .map(line -> Arrays.asList(GAP.split(line.strip(), -1)))
                .orElseThrow();
    }

    private static Map<String, String> secrets(Mesh mesh) {
        return mesh.ground().webhookSecrets().stream()
                .collect(Collectors.toUnmodifiableMap(WebhookSecret::source, WebhookSecret::value));
    }
}
