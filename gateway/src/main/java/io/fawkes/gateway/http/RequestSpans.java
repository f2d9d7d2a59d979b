package io.fawkes.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Spans of requests, by OpenTelemetry's HTTP conventions; each hangs on the caller's trace if it names one. */
final class RequestSpans {
    private static final int SERVER_ERRORS = 500;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final UnaryOperator<String> showable;

    /** @param showable a path without what must not be recorded */
    RequestSpans(OpenTelemetry telemetry, UnaryOperator<String> showable) {
        this.showable = showable;
        this.tracer = telemetry.getTracer("io.fawkes.gateway");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Begins the span of {@code request}. */
    Context begin(HttpServerRequest request, String requestId) {
        var caller = propagator.extract(Context.root(), request.requestHeaders(), Headers.GETTER);
        var span = tracer.spanBuilder(request.method().name())
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method().name())
                .setAttribute(
                        "url.path",
                        showable.apply(RequestTarget.of(request.uri()).path()))
                .setAttribute("fawkes.request_id", requestId)
                .startSpan();
        return caller.with(span);
    }

    /** Ends the span in {@code trace} with what was answered. */
    void end(Context trace, HttpServerResponse response) {
        var span = Span.fromContext(trace);
        int status = response.status().code();
        span.setAttribute("http.response.status_code", status);
        if (status >= SERVER_ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private enum Headers implements TextMapGetter<HttpHeaders> {
        GETTER;

        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
