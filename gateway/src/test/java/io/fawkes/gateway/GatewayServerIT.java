package io.fawkes.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayServerIT {
    private static final Settings NOBODY_BEHIND = Settings.of(Map.of(
            "FAWKES_LISTEN", "127.0.0.1:0",
            "FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0",
            "FAWKES_DATA_API_ADDRESS", "127.0.0.1:1",
            "FAWKES_INSIGHTS_ADDRESS", "127.0.0.1:1"));

    @Test
    void isReadyThoughNoServiceIsThereAndSaysSoToCallers() throws Exception {
        try (var server = GatewayServer.start(NOBODY_BEHIND)) {
            var ready = get(server.management().port(), "/ready");
            var asked = get(server.address().port(), "/v1/services/pay/dora");

            assertEquals(200, ready.statusCode());
            assertEquals(503, asked.statusCode());
            assertTrue(asked.body().contains("DEPENDENCY_UNAVAILABLE"), asked::body);
        }
    }

    @Test
    void isUnreadyWhileItDrainsButServes() throws Exception {
        try (var server = GatewayServer.start(NOBODY_BEHIND)) {
            server.drain();

            assertEquals(503, get(server.management().port(), "/ready").statusCode());
            assertEquals(404, get(server.address().port(), "/nowhere").statusCode());
        }
    }

    @Test
    void readsTheBodyOfARequestThatAsksForAnUpgrade() throws Exception {
        try (var server = GatewayServer.start(NOBODY_BEHIND);
                var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://%s/v1/services?serviceId=pay".formatted(server.address()));
            var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{\"team\":\"teams/a\"}"));

            var answer = client.send(request.build(), BodyHandlers.ofString());

            assertEquals(503, answer.statusCode(), answer::body);
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
