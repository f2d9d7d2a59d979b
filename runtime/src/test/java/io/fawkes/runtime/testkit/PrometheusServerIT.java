package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
final class PrometheusServerIT {
    @Test
    void answersAPastSampleExactlyAtItsTime(@TempDir Path folder) throws IOException {
        var history = Files.writeString(folder.resolve("history.om"), """
                # TYPE queue_depth gauge
                queue_depth{queue="builds"} 41.5 1700000000
                queue_depth{queue="builds"} 17.25 1700000060
                # EOF
                """);
        try (var prometheus = PrometheusServer.start(history)) {
            var found = result(prometheus, "query_range?query=queue_depth&start=1700000000&end=1700000060&step=60");

            assertEquals(
                    "[[1700000000,\"41.5\"],[1700000060,\"17.25\"]]",
                    found.get(0).getAsJsonObject().get("values").toString());
        }
    }

    @Test
    void knowsNothingWhenItWasGivenNothing() {
        try (var prometheus = PrometheusServer.start()) {
            assertEquals(0, result(prometheus, "query?query=up").size());
        }
    }

    @Test
    void scrapesAServerOfTheTestsJvm() {
        try (var target = WebServer.answering("answer_of_everything 42\n");
                var prometheus = PrometheusServer.start(
                        PrometheusSetup.configured("""
                        global: {scrape_interval: 1s}
                        rule_files: [rules.yml]
                        scrape_configs:
                          - job_name: tests
                            static_configs: [{targets: ['%s']}]
                        """.formatted(target.uri().getAuthority()))
                                .with("rules.yml", """
                        groups:
                          - name: tests
                            interval: 1s
                            rules: [{record: half, expr: answer_of_everything / 2}]
                        """))) {
            var half = Await.until(
                    "the rule has a value", () -> result(prometheus, "query?query=half"), answer -> !answer.isEmpty());

            assertTrue(half.toString().contains("\"21\""), half::toString);
        }
    }

    @Test
    void failsTheTestWhenItsConfigurationIsNone() {
        var wrong = PrometheusSetup.configured("global: {no_such_thing: 1}\n");

        var failure = assertThrows(IllegalStateException.class, () -> PrometheusServer.start(wrong));

        assertTrue(failure.toString().contains("no_such_thing"), failure::toString);
    }

    private static JsonArray result(PrometheusServer prometheus, String query) {
        var answer = Http.get(prometheus.uri().resolve("/api/v1/" + query));
        return JsonParser.parseString(answer)
                .getAsJsonObject()
                .getAsJsonObject("data")
                .getAsJsonArray("result");
    }
}
