package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.gateway.access.RateLimit;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.identity.IssuersFile;
import io.fawkes.runtime.identity.VouchedCallers;
import io.fawkes.runtime.rpc.Authentication;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A door without any service behind it: whoever is let in is told 503. */
@Tag("full")
class RateLimitIT {

    private static final String SERVICES = "/v1/services";
    private static final RateLimit TWO_AT_ONCE = new RateLimit(1, 2);

    private final VouchedCallers people = new VouchedCallers();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpDoor door = open();

    RateLimitIT() throws IOException {}

    private HttpDoor open() throws IOException {
        var authentication = Authentication.token(sha256("mesh"))
                .believing(
                        new IssuersFile(Set.of("admin", "developer", "viewer")).read(people.file()),
                        InstantSource.system());
        var config = new DoorConfig(
                new Address("127.0.0.1", 0),
                Optional.empty(),
                Set.of(),
                authentication,
                DoorLimits.DEFAULT,
                TWO_AT_ONCE);
        return HttpDoor.open(config, MeshDescriptors.load(), Backends.of(Map.of()), OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        door.close();
        people.close();
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeBack() {
        String kim = people.bearer("viewer", "own");
        assertEquals(503, get(SERVICES, kim).statusCode());
        var refusal = Stream.generate(() -> get(SERVICES, kim))
                .limit(50)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        assertEquals("1", refusal.headers().firstValue("retry-after").orElseThrow());
        assertTrue(refusal.body().contains("\"OVERLOADED\""), refusal::body);
        assertTrue(refusal.body().contains("google.rpc.RetryInfo"), refusal::body);
        assertEquals(503, get("/v1/deployments", kim).statusCode(), "another rpc is counted apart");
    }

    @Test
    void webhooksAndProcessesOfTheMeshAreNotCounted() {
        for (int call = 0; call < 10; call++) {
            assertEquals(503, get(SERVICES, "Bearer mesh").statusCode());
            assertEquals(
                    503,
                    send(request("/webhooks/github").POST(BodyPublishers.ofString("{}")))
                            .statusCode());
        }
    }

    private HttpResponse<String> get(String path, String authorization) {
        return send(request(path).header("authorization", authorization).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + door.address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
