package io.fawkes.standalone.demo;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The public door over HTTP/1.1, as everybody sees it. Safe for concurrent use; close once. */
public final class DoorClient implements AutoCloseable {

    /** More than this are never under way: enough to keep two cores busy, and no storm of its own. */
    static final int AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectionProvider connections = ConnectionProvider.create("demo", AT_ONCE);
    private final HttpClient http;

    /** @param door {@code http://host:port} */
    public DoorClient(String door) {
        this.http = HttpClient.create(connections).baseUrl(door).responseTimeout(PATIENCE);
    }

    /** Posts {@code body}; {@code shown} names the request where {@code path} must not. */
    Mono<Answer> post(String path, String shown, Map<String, String> headers, String body) {
        return http.headers(sent -> headers.forEach(sent::set))
                .post()
                .uri(path)
                .send(Mono.fromCallable(() -> Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8))))
                .responseSingle((response, content) ->
                        answer("POST " + shown, response.status().code(), content.asString()));
    }

    /** Reads {@code path}. */
    Mono<Answer> get(String path) {
        return http.get()
                .uri(path)
                .responseSingle((response, content) ->
                        answer("GET " + path, response.status().code(), content.asString()));
    }

    private static Mono<Answer> answer(String request, int status, Mono<String> text) {
        return text.defaultIfEmpty("").map(body -> new Answer(request, status, body));
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
