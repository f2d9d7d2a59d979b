package io.fawkes.anomaly.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import io.fawkes.anomaly.domain.sample.SourceFailure.Kind;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a server of the test that can do everything wrong. */
class PrometheusSourceIT {
    private static final SampleQuery QUERY = new SampleQuery(
            "rate(requests[5m]) > 0",
            Instant.ofEpochSecond(600),
            Instant.ofEpochSecond(60_000),
            Duration.ofSeconds(60));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(100_000));

    private FaultyPrometheus server;
    private PrometheusSource source;

    @BeforeEach
    void start() throws IOException {
        server = new FaultyPrometheus(time -> switch ((int) time) {
            case 660 -> Double.NaN;
            case 720 -> Double.POSITIVE_INFINITY;
            default -> time / 7.0;
        });
        source = source(server.uri(), 1 << 20, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        source.close();
        server.close();
    }

    @Test
    void readsEverySampleOfAnAnswer() {
        SeriesSamples series = answer();

        assertEquals(Labels.of(Map.of("__name__", "requests", "service", "shop")), series.labels());
        assertEquals(991, series.size());
        assertEquals(600, series.time(0));
        assertEquals(600 / 7.0, series.value(0));
        assertTrue(Double.isNaN(series.value(1)));
        assertEquals(Double.POSITIVE_INFINITY, series.value(2));
        assertEquals(60_000 / 7.0, series.value(990));
    }

    @Test
    void asksByFormAndShowsItsCredential() {
        answer();

        assertEquals(
                Map.of("query", "rate(requests[5m]) > 0", "start", "600", "end", "60000", "step", "60s"),
                server.forms().peek());
        assertEquals("Bearer t0ken", server.authorizations().peek());
    }

    @Test
    void asksForNothingYoungerThanTheLag() {
        assertEquals(Instant.ofEpochSecond(99_970), Await.value(source.extent()).settled());
    }

    @Test
    void aRefusalSaysWhatTheServerSays() {
        server.thenStatus(
                422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query processing would load too many samples\"}");

        assertFails(Kind.REFUSED, "HTTP 422", "too many samples");
    }

    @Test
    void aServerThatCannotAnswerIsAway() {
        server.thenStatus(503, "<html>upstream</html>").thenStatus(429, "");

        assertFails(Kind.AWAY, "HTTP 503");
        assertFails(Kind.AWAY, "HTTP 429");
    }

    @Test
    void halfABodyIsNoAnswer() {
        server.thenHalfABody();

        assertFails(Kind.GARBLED, "before its answer was whole");
    }

    @Test
    void whatEndsEarlyThoughSentWholeIsNoAnswer() {
        server.thenStatus(200, "{\"status\":\"success\",\"data\":{\"result\":[").thenStatus(200, "<html>login</html>");

        assertFails(Kind.GARBLED, "ended early");
        assertFails(Kind.GARBLED, "not its JSON");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.thenRedirect();

        assertFails(Kind.REFUSED, "redirects");
    }

    @Test
    void aSlowServerIsGivenUp() {
        server.thenSilence();
        try (var hasty = source(server.uri(), 1 << 20, Duration.ofMillis(300))) {
            assertFails(hasty, Kind.AWAY, "did not answer within");
        }
    }

    @Test
    void anAnswerBeyondTheBoundIsRefused() {
        try (var small = source(server.uri(), 1_000, Duration.ofSeconds(20))) {
            assertFails(small, Kind.REFUSED, "larger than");
        }
    }

    @Test
    void aServerThatIsNotThereIsAway() {
        try (var nobody = source(URI.create("http://127.0.0.1:1"), 1_000, Duration.ofSeconds(20))) {
            assertFails(nobody, Kind.AWAY, "cannot be reached at 127.0.0.1:1");
        }
    }

    @Test
    void answersAgainAfterEveryFault() {
        server.thenStatus(422, "").thenStatus(503, "").thenHalfABody();
        for (int i = 0; i < 3; i++) {
            assertThrows(SourceFailure.class, this::answer);
        }

        assertEquals(991, answer().size());
    }

    private SeriesSamples answer() {
        return Await.values(source.range(QUERY)).getFirst();
    }

    private void assertFails(Kind kind, String... parts) {
        assertFails(source, kind, parts);
    }

    private static void assertFails(PrometheusSource asked, Kind kind, String... parts) {
        var failure = assertThrows(SourceFailure.class, () -> Await.values(asked.range(QUERY)));
        assertEquals(kind, failure.kind(), failure.line());
        for (String part : parts) {
            assertTrue(failure.line().contains(part), failure.line());
        }
    }

    private static PrometheusSource source(URI uri, long mostBytes, Duration timeout) {
        var config = new PrometheusConfig(uri, Optional.of("Bearer t0ken"), Duration.ofSeconds(30), timeout, mostBytes);
        return PrometheusSource.open(config, CLOCK);
    }
}
