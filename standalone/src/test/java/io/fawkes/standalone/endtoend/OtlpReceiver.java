package io.fawkes.standalone.endtoend;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An OTLP receiver (HTTP, protobuf) that keeps the spans it is sent. */
final class OtlpReceiver implements AutoCloseable {

    /** A span and the service that sent it. */
    record Received(String service, String traceId, Span span) {}

    private final HttpServer server;
    private final Queue<Received> spans = new ConcurrentLinkedQueue<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** The standard variables that send every span here at once. */
    Map<String, String> settings() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
                "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
                "OTEL_BSP_MAX_QUEUE_SIZE", "65536",
                "OTEL_BSP_SCHEDULE_DELAY", "100");
    }

    List<Received> ofTrace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** The traces that {@code service} has a span in. */
    Set<String> tracesOf(String service) {
        return spans.stream()
                .filter(span -> span.service().equals(service))
                .map(Received::traceId)
                .collect(toUnmodifiableSet());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans resource) {
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> spans.add(new Received(
                        service, HexFormat.of().formatHex(span.getTraceId().toByteArray()), span)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
