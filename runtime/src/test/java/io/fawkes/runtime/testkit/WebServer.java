package io.fawkes.runtime.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server in the test's JVM that answers everything alike and keeps the bodies it was sent. */
final class WebServer implements AutoCloseable {
    private static final int OK = 200;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final byte[] answer;
    private final HttpServer server;

    private WebServer(String answer, HttpServer server) {
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        this.server = server;
    }

    static WebServer answering(String answer) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var started = new WebServer(answer, HttpServer.create(address, 0));
            started.server.createContext("/", started::answer);
            started.server.start();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("content-type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(OK, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
