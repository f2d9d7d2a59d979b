package io.fawkes.anomaly.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that answers range queries from a formula, or as wrongly as a test tells it to; each fault is had once. */
public final class FaultyPrometheus implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, String>> forms = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile LongToDoubleFunction value;

    /** What goes wrong with one answer. */
    @FunctionalInterface
    private interface Fault {
        void on(HttpExchange call, byte[] answer) throws IOException, InterruptedException;
    }

    public FaultyPrometheus(LongToDoubleFunction value) throws IOException {
        this.value = value;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/query_range", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void becomes(LongToDoubleFunction other) {
        value = other;
    }

    /** Forms that were posted, oldest first. */
    Queue<Map<String, String>> forms() {
        return forms;
    }

    Queue<String> authorizations() {
        return authorizations;
    }

    public boolean hasFaultsLeft() {
        return !faults.isEmpty();
    }

    public FaultyPrometheus thenStatus(int status, String body) {
        faults.add((call, _) -> send(call, status, body.getBytes(UTF_8)));
        return this;
    }

    public FaultyPrometheus thenRedirect() {
        faults.add((call, _) -> {
            call.getResponseHeaders().set("Location", "/elsewhere");
            send(call, 302, new byte[0]);
        });
        return this;
    }

    public FaultyPrometheus thenHalfABody() {
        faults.add((call, answer) -> {
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer, 0, answer.length / 2);
            call.getResponseBody().flush();
            throw new IOException("the connection is cut on purpose");
        });
        return this;
    }

    public FaultyPrometheus thenSilence() {
        faults.add((_, _) -> closing.await());
        return this;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), UTF_8));
            forms.add(form);
            authorizations.add(Optional.ofNullable(call.getRequestHeaders().getFirst("Authorization"))
                    .orElse(""));
            Fault fault = Optional.ofNullable(faults.poll()).orElse((it, body) -> send(it, 200, body));
            fault.on(call, matrix(form).getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange call, int status, byte[] body) throws IOException {
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }

    private static Map<String, String> form(String text) {
        return Stream.of(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private String matrix(Map<String, String> form) {
        long step = number(form, "step");
        var values = Stream.iterate(number(form, "start"), time -> time + step)
                .takeWhile(time -> time <= number(form, "end"))
                .map(time -> "[%d,\"%s\"]".formatted(time, text(value.applyAsDouble(time))))
                .collect(Collectors.joining(","));
        return """
                {"status":"success","data":{"resultType":"matrix","result":[
                 {"metric":{"__name__":"requests","service":"shop"},"values":[%s]}]},"warnings":["one {of} many"]}
                """.formatted(values);
    }

    private static long number(Map<String, String> form, String field) {
        return Long.parseLong(form.getOrDefault(field, "none").replace("s", ""));
    }

    private static String text(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : String.valueOf(value);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
