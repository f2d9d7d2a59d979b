package io.fawkes.standalone.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.runtime.config.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The mesh's public door as a client over HTTP/1.1 sees it. */
final class Door {

    /** An answer: HTTP status and JSON. */
    record Answer(int status, JsonNode body) {

        /** The reason of an error. */
        String reason() {
            for (JsonNode detail : body.path("details")) {
                if (detail.path("@type").asText().endsWith("google.rpc.ErrorInfo")) {
                    return detail.path("reason").asText();
                }
            }
            return "";
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Address address;

    Door(Address address) {
        this.address = address;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(String path, String header, String value) {
        return send(request(path).header(header, value).GET());
    }

    Answer post(String path, String json) {
        return send(request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** A webhook of a source that shows its secret in a header, as Argo CD does. */
    Answer bearing(String path, String secret, String json) {
        return send(request(path)
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + secret)
                .POST(BodyPublishers.ofString(json)));
    }

    /** A webhook as GitHub sends it. */
    Answer github(GithubStory.Event event, String secret) {
        return github(event.name(), event.body().getBytes(StandardCharsets.UTF_8), secret);
    }

    Answer github(String event, byte[] body, String secret) {
        return send(githubRequest(event, body, secret));
    }

    HttpRequest.Builder githubRequest(String event, byte[] body, String secret) {
        return request("/webhooks/github")
                .header("content-type", "application/json")
                .header("x-github-event", event)
                .header("x-github-delivery", UUID.randomUUID().toString())
                .header("x-hub-signature-256", signature(body, secret))
                .POST(BodyPublishers.ofByteArray(body));
    }

    /** The messages of a stream, one a line; closing it hangs up. */
    Stream<JsonNode> lines(String path) {
        try {
            HttpResponse<Stream<String>> answer = http.send(request(path).GET().build(), BodyHandlers.ofLines());
            return answer.body().filter(line -> !line.isBlank()).map(Door::json);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    /** The body of an answer that is no JSON. */
    String text(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.build().uri().toString(), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
