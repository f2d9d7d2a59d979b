package io.fawkes.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A real HTTP server that is told of groups, and answers as it is told to. */
final class FakeReceiver implements AutoCloseable {

    /** In place of a status: read the request and never answer. */
    static final int SILENT = 0;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A post.
     *
     * @param path where to
     * @param key its Idempotency-Key
     * @param authorization what it showed
     * @param body what it said
     * @param status what was answered
     */
    record Post(String path, String key, String authorization, JsonNode body, int status) {

        /** The alert names in it. */
        List<String> names() {
            var names = new ArrayList<String>();
            body.path("alerts")
                    .forEach(alert ->
                            names.add(alert.path("labels").path("alertname").asText()));
            return names;
        }

        String state() {
            return body.path("status").asText();
        }
    }

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<String, IntSupplier> answers = new ConcurrentHashMap<>();
    private final Map<String, String> sayings = new ConcurrentHashMap<>();
    private final Map<String, String> pauses = new ConcurrentHashMap<>();
    private final DisposableServer server;

    FakeReceiver() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/{path}", this::answered))
                .bindNow();
    }

    private Mono<Void> answered(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(body -> {
            int status = answers.getOrDefault(request.path(), () -> 200).getAsInt();
            posts.add(new Post(
                    request.path(),
                    request.requestHeaders().get("Idempotency-Key", ""),
                    request.requestHeaders().get("Authorization", ""),
                    parsed(body),
                    status));
            var said = sayings.getOrDefault(request.path(), "");
            var later = pauses.get(request.path());
            if (later != null) {
                response.header("Retry-After", later);
            }
            return status == SILENT
                    ? Mono.never()
                    : response.status(status).sendString(Mono.just(said)).then();
        });
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    /** What answers to {@code path} say in their body. */
    void say(String path, String body) {
        sayings.put(path, body);
    }

    /** What answers to {@code path} say in Retry-After. */
    void pause(String path, String header) {
        pauses.put(path, header);
    }

    /** From now on posts to {@code path} are answered with what {@code status} gives. */
    void answer(String path, IntSupplier status) {
        answers.put(path, status);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + "/" + path;
    }

    /** The posts to {@code path} so far. */
    List<Post> posts(String path) {
        return posts.stream().filter(post -> post.path().equals(path)).toList();
    }

    /** The posts to {@code path} that were confirmed. */
    List<Post> confirmed(String path) {
        return posts(path).stream().filter(post -> post.status() / 100 == 2).toList();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
