package io.fawkes.standalone.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The public door of a mesh. Blocks; confined to one thread. What goes wrong is {@link DoorFailure}. */
public final class MeshDoor implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI door;
    private final Optional<String> token;

    /**
     * The door at {@code door}.
     *
     * @param token shown as bearer, if there is one
     */
    public MeshDoor(URI door, Optional<String> token) {
        this.door = door;
        this.token = token;
    }

    /** What is at {@code path}. */
    public JsonNode get(String path) throws InterruptedException {
        return json(send(request(path).timeout(PATIENCE).GET()));
    }

    /** What {@code path} answers to {@code body}. */
    public JsonNode post(String path, String body) throws InterruptedException {
        return json(send(request(path)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }

    /** Sends a body that takes as long as it takes; {@link #json} reads the answer. */
    public CompletableFuture<HttpResponse<String>> upload(String path, BodyPublisher body) {
        return http.sendAsync(
                request(path)
                        .header("content-type", "application/octet-stream")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(door.resolve(path));
        token.ifPresent(shown -> request.header("authorization", "Bearer " + shown));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DoorFailure(door + " cannot be reached: start a mesh by ./fawkes up, or name one by --url", e);
        }
    }

    /** What an answer says; one that refuses is a failure. */
    public static JsonNode json(HttpResponse<String> answer) {
        JsonNode json = parsed(answer);
        if (answer.statusCode() != OK) {
            throw new DoorFailure("the door answered %d: %s"
                    .formatted(answer.statusCode(), json.path("message").asText("no message")));
        }
        return json;
    }

    private static JsonNode parsed(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new DoorFailure(
                    "%s answered %d with something else than JSON: is it the door of a mesh?"
                            .formatted(answer.uri().getAuthority(), answer.statusCode()),
                    e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
