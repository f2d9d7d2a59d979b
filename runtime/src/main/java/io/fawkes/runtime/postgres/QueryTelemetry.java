package io.fawkes.runtime.postgres;

import static io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator.getOpenTelemetryContextFromContextView;
import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.util.context.ContextView;

/**
 * A client span and a duration for each statement, by OpenTelemetry's database conventions.
 *
 * <p>The parent is the OpenTelemetry context found in the subscriber's Reactor context, whatever thread that is on. The
 * text of a statement holds placeholders, never values.
 */
final class QueryTelemetry implements ProxyExecutionListener {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("db.namespace");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final Pattern FIRST_WORD = Pattern.compile("\\w+");
    /** Seconds, as the conventions advise for this histogram. */
    private static final List<Double> BUCKETS = List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

    private final Tracer tracer;
    private final DoubleHistogram durations;
    private final Attributes target;

    QueryTelemetry(PostgresUrl url, OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.fawkes.runtime.postgres");
        this.durations = telemetry
                .getMeter("io.fawkes.runtime.postgres")
                .histogramBuilder("db.client.operation.duration")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
        this.target = Attributes.builder()
                .put(SYSTEM, "postgresql")
                .put(NAMESPACE, url.database())
                .put(ADDRESS, url.host())
                .put(PORT, url.port())
                .build();
    }

    @Override
    public void beforeQuery(QueryExecutionInfo query) {
        var text = text(query);
        var span = tracer.spanBuilder(operation(text) + " " + target.get(NAMESPACE))
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent(query))
                .setAllAttributes(target)
                .setAttribute(OPERATION, operation(text))
                .setAttribute(TEXT, text)
                .startSpan();
        query.getValueStore().put(Span.class, span);
    }

    @Override
    public void afterQuery(QueryExecutionInfo query) {
        var span = query.getValueStore().getOrDefault(Span.class, Span.getInvalid());
        var outcome = target.toBuilder().put(OPERATION, operation(text(query)));
        Optional.ofNullable(query.getThrowable()).map(SqlFailures::errorType).ifPresent(type -> {
            outcome.put(ERROR, type);
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, type);
        });
        span.end();
        durations.record(query.getExecuteDuration().toNanos() / 1e9, outcome.build(), parent(query));
    }

    private static Context parent(QueryExecutionInfo query) {
        return Optional.ofNullable(query.getValueStore().get(ContextView.class, ContextView.class))
                .map(view -> getOpenTelemetryContextFromContextView(view, Context.current()))
                .orElseGet(Context::current);
    }

    private static String text(QueryExecutionInfo query) {
        return query.getQueries().stream().map(QueryInfo::getQuery).collect(joining(";\n"));
    }

    private static String operation(String text) {
        var word = FIRST_WORD.matcher(text);
        return word.find() ? word.group().toUpperCase(Locale.ROOT) : "QUERY";
    }
}
