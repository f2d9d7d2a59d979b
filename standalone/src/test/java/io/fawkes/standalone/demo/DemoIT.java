package io.fawkes.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.WebhookSecret;
import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Profile;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo against a mesh: what it prints is what follows from what it posted. */
class DemoIT {

    private static final Pattern GAP = Pattern.compile(" {2,}");
    private static final int WIDEST = 100;

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void printsTheNumbersThatFollowFromThePostedBodies() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        History history = History.of(seed, InstantSource.system().instant());
        var printed = new ByteArrayOutputStream();
        List<Report> reports;
        try (var mesh = Mesh.start(MeshConfig.onFreePorts(folder, Map.of()));
                var demo = new Demo(
                        "http://" + mesh.gateway().serving(),
                        secrets(mesh),
                        history,
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        false)) {
            demo.tell();
            reports = demo.awaitReports();
            demo.show(reports);
            demo.showLinks();
        }
        String text = printed.toString(StandardCharsets.UTF_8);

        for (int i = 0; i < reports.size(); i++) {
            Profile profile = history.services().get(i);
            Instant watermark =
                    Instant.parse(reports.get(i).dora().path("watermark").asText());
            List<String> expected = new SecondOpinion(profile, history, history.posts(), watermark).row();
            assertEquals(expected, row(text, profile.service()), () -> "seed " + seed + "\n" + text);
        }
        assertEquals(history.services().size(), reports.size());
        assertTrue(text.lines().allMatch(line -> line.length() <= WIDEST), text);
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
