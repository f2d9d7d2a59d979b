package io.fawkes.runtime.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class ManagementServerTest {
    private final AtomicBoolean down = new AtomicBoolean();
    private final Readiness readiness = new Readiness(Duration.ofMillis(200))
            .require("database", () -> down.get() ? Mono.error(new IllegalStateException("refused")) : Mono.empty());
    private final ManagementServer server = ManagementServer.start(
            new InetSocketAddress("127.0.0.1", 0), readiness, () -> "up 1\n", "text/plain; version=0.0.4");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void livesWhateverItsDependenciesDo() throws Exception {
        down.set(true);

        assertEquals(200, get("/healthz").statusCode());
    }

    @Test
    void isReadyWhileEveryCheckSucceeds() throws Exception {
        var answer = get("/ready");

        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"ready\":true,\"stopping\":false,\"checks\":[{\"name\":\"database\",\"ready\":true,\"reason\":\"\"}]}",
                answer.body());
    }

    @Test
    void saysWhichCheckFailedAndIsReadyAgainAfterwards() throws Exception {
        down.set(true);
        var answer = get("/ready");

        assertEquals(503, answer.statusCode());
        assertTrue(
                answer.body().contains("{\"name\":\"database\",\"ready\":false,\"reason\":\"refused\"}"), answer::body);

        down.set(false);
        assertEquals(200, get("/ready").statusCode());
    }

    @Test
    void isUnreadyWhenACheckDoesNotAnswerOrThrows() throws Exception {
        readiness.require("silent", Mono::never).require("broken", () -> {
            throw new IllegalStateException("thrown");
        });

        var answer = get("/ready");

        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("no answer in PT0.2S"), answer::body);
        assertTrue(answer.body().contains("thrown"), answer::body);
    }

    @Test
    void isUnreadyButAliveWhileStopping() throws Exception {
        readiness.stopping();

        assertEquals(503, get("/ready").statusCode());
        assertTrue(get("/ready").body().contains("\"stopping\":true"));
        assertEquals(200, get("/healthz").statusCode());
    }

    @Test
    void showsTheMetrics() throws Exception {
        var answer = get("/metrics");

        assertEquals("up 1\n", answer.body());
        assertEquals(
                "text/plain; version=0.0.4",
                answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertEquals(404, get("/").statusCode());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(server.address().getPort(), path));
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
