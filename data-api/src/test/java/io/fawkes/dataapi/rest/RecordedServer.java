package io.fawkes.dataapi.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replays recorded answers on the loopback address: of each target in their order, the last one again and again. */
public final class RecordedServer implements AutoCloseable {

    /**
     * An answer.
     *
     * @param status its status
     * @param headers its headers; {@code BASE} in a value stands for the server's address
     * @param body its body
     * @param isCut whether the connection ends after half of the body
     * @param held open when it may be given
     */
    public record Answer(int status, Map<String, String> headers, String body, boolean isCut, CountDownLatch held) {

        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body, false, new CountDownLatch(0));
        }

        public static Answer json(String body) {
            return of(200, body);
        }

        public Answer with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(status, Map.copyOf(more), body, isCut, held);
        }

        /** The page after it is at {@code target}. */
        public Answer before(String target) {
            return with("link", "<BASE" + target + ">; rel=\"next\", <BASE/last>; rel=\"last\"");
        }

        public Answer cut() {
            return new Answer(status, headers, body, true, held);
        }

        public Answer heldBy(CountDownLatch latch) {
            return new Answer(status, headers, body, isCut, latch);
        }
    }

    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private RecordedServer(HttpServer server) {
        this.server = server;
    }

    public static RecordedServer start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var recorded = new RecordedServer(HttpServer.create(address, 0));
            recorded.server.setExecutor(recorded.threads);
            recorded.server.createContext("/", recorded::answer);
            recorded.server.start();
            return recorded;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replaces what {@code target} is answered with: a path with its query, or without for any. */
    public RecordedServer on(String target, Answer... inOrder) {
        answers.put(target, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        asked.add(target);
        credentials.addAll(exchange.getRequestHeaders().getOrDefault("authorization", List.of("none")));
        Answer answer = next(target);
        try (exchange) {
            answer.held().await();
            answer.headers()
                    .forEach((name, value) ->
                            exchange.getResponseHeaders().set(name, value.replace("BASE", uri().toString())));
            byte[] body = answer.body().replace("BASE", uri().toString()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, answer.isCut() ? body.length / 2 : body.length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server is closing
        }
    }

    private synchronized Answer next(String target) {
        Deque<Answer> left = answers.getOrDefault(target, answers.get(target.replaceFirst("\\?.*", "")));
        if (left == null) {
            return Answer.of(404, "{\"message\":\"Not Found\"}");
        }
        return left.size() > 1 ? left.removeFirst() : Objects.requireNonNull(left.peekFirst());
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The targets that were asked for, in their order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What was shown to be let in, request by request. */
    public List<String> credentials() {
        return List.copyOf(credentials);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
