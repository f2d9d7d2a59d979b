package io.fawkes.anomaly.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final String FILE = """
            # TYPE requests gauge
            requests{service="shop",path="/a\\"b"} 1 1000
            requests{service="cart"} 5 1000
            requests{service="shop",path="/a\\"b"} 2.5 1060.5
            requests{service="shop",path="/a\\"b"} NaN 1500
            other 7 2000
            # EOF
            """;

    @TempDir
    Path folder;

    @Test
    void answersTheNewestSampleOfFiveMinutes() throws IOException {
        SeriesSamples shop = Await.values(recording(FILE).range(query("requests{service=\"shop\"}", 1_000, 1_600)))
                .getFirst();

        assertEquals(Labels.of(Map.of("__name__", "requests", "service", "shop", "path", "/a\"b")), shop.labels());
        assertEquals(1_000, shop.time(0));
        assertEquals(1, shop.value(0));
        assertEquals(1_120, shop.time(2));
        assertEquals(2.5, shop.value(2));
        assertEquals(1_360, shop.time(shop.size() - 1), "five minutes after the last, and none while it is NaN");
    }

    @Test
    void saysWhereItBeginsAndEnds() throws IOException {
        var extent = Await.value(recording(FILE).extent());

        assertEquals(Instant.ofEpochSecond(1_000), extent.beginning().orElseThrow());
        assertEquals(Instant.ofEpochSecond(2_000), extent.settled());
    }

    @Test
    void choosesSeriesByTheirLabels() throws IOException {
        var recording = recording(FILE);

        assertEquals(
                2,
                Await.values(recording.range(query("requests", 1_000, 1_060))).size());
        assertEquals(
                1,
                Await.values(recording.range(query(" requests { service != \"shop\" , } ", 1_000, 1_060)))
                        .size());
        assertEquals(
                0,
                Await.values(recording.range(query("requests{path=\"x\"}", 1_000, 1_060)))
                        .size());
        assertEquals(
                0, Await.values(recording.range(query("other", 1_000, 1_060))).size());
    }

    @Test
    void refusesWhatIsMoreThanASelector() throws IOException {
        var recording = recording(FILE);
        for (String promql : List.of("rate(requests[5m])", "requests{service=~\"s.*\"}", "requests + 1")) {
            var refusal =
                    assertThrows(SourceFailure.class, () -> Await.values(recording.range(query(promql, 1_000, 1_060))));
            assertTrue(refusal.line().contains("a recording answers selectors only"), refusal.line());
        }
    }

    @Test
    void namesTheLineThatIsWrong() {
        assertWrong("requests 1\n# EOF\n", "samples.om:1: ");
        assertWrong("requests 1 1000\nrequests 1 1000\n# EOF\n", "samples.om:2: ");
        assertWrong("requests one 1000\n# EOF\n", "samples.om:1: one (expected: a number)");
        assertWrong("requests 1 1000\n", "without # EOF");
        assertWrong("# EOF\nrequests 1 1000\n", "samples.om:2: ");
    }

    private void assertWrong(String text, String part) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> recording(text));
        assertTrue(refusal.toString().contains(part), refusal.toString());
    }

    private Recording recording(String text) throws IOException {
        return Recording.read(Files.writeString(folder.resolve("samples.om"), text));
    }

    private static SampleQuery query(String promql, long start, long end) {
        return new SampleQuery(
                promql, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end), Duration.ofSeconds(60));
    }
}
