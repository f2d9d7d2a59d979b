package io.fawkes.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

final class TelemetryTest {
    private final Telemetry telemetry = Telemetry.start("probe");

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void showsOwnAndJvmMetricsAsPrometheusText() {
        telemetry.api().getMeter("test").counterBuilder("facts.stored").build().add(3);

        var text = telemetry.scrape();

        assertTrue(text.contains("facts_stored_total"), text);
        assertTrue(text.contains("jvm_memory_used_bytes"), text);
        assertTrue(text.contains("service_name=\"probe\""), text);
    }

    @Test
    void keepsTheSpanCurrentAcrossASchedulerHop() {
        var span = telemetry.api().getTracer("test").spanBuilder("root").startSpan();
        String seen;
        try (var _ = span.makeCurrent()) {
            seen = Mono.delay(Duration.ofMillis(1), Schedulers.parallel())
                    .map(_ -> Span.current().getSpanContext().getTraceId())
                    .block();
        }
        span.end();

        assertEquals(span.getSpanContext().getTraceId(), seen);
    }

    @Test
    void propagatesByW3cTraceContext() {
        var span = telemetry.api().getTracer("test").spanBuilder("root").startSpan();
        var carrier = new HashMap<String, String>();
        TextMapPropagator propagator = telemetry.api().getPropagators().getTextMapPropagator();

        try (var _ = span.makeCurrent()) {
            propagator.inject(Context.current(), carrier, (_, key, value) -> carrier.put(key, value));
        }
        span.end();

        assertTrue(carrier.getOrDefault("traceparent", "")
                .contains(span.getSpanContext().getTraceId()));
    }
}
