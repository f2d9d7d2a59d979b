package io.fawkes.standalone.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whoever is on call: takes Alertmanager's webhooks, and each idempotency key once. */
final class PageReceiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, JsonNode> pages = new LinkedHashMap<>();
    private final HttpServer server;

    PageReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/page", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/page".formatted(server.getAddress().getPort());
    }

    /** What came about {@code service}, oldest first. */
    synchronized List<JsonNode> pages(String service) {
        return pages.values().stream()
                .filter(page -> page.at("/groupLabels/service").asText().equals(service))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            keep(exchange.getRequestHeaders().getFirst("Idempotency-Key"), JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private synchronized void keep(String key, JsonNode page) {
        pages.put(key, page);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
