package io.fawkes.runtime.postgres;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import io.r2dbc.pool.ConnectionPool;
import java.util.List;

/** The pool's fill as OpenTelemetry's database conventions name it: used, idle, pending and most. */
final class PoolGauges implements AutoCloseable {
    private static final AttributeKey<String> POOL = AttributeKey.stringKey("db.client.connection.pool.name");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");

    private final List<ObservableLongUpDownCounter> instruments;

    private PoolGauges(List<ObservableLongUpDownCounter> instruments) {
        this.instruments = instruments;
    }

    static PoolGauges of(ConnectionPool pool, PostgresConfig config, OpenTelemetry telemetry) {
        var fill = pool.getMetrics().orElseThrow();
        var meter = telemetry.getMeter("io.fawkes.runtime.postgres");
        var named = Attributes.of(POOL, config.applicationName());
        return new PoolGauges(List.of(
                meter.upDownCounterBuilder("db.client.connection.count")
                        .setUnit("{connection}")
                        .buildWithCallback(out -> {
                            out.record(fill.acquiredSize(), in("used", named));
                            out.record(fill.idleSize(), in("idle", named));
                        }),
                meter.upDownCounterBuilder("db.client.connection.pending_requests")
                        .setUnit("{request}")
                        .buildWithCallback(out -> out.record(fill.pendingAcquireSize(), named)),
                meter.upDownCounterBuilder("db.client.connection.max")
                        .setUnit("{connection}")
                        .buildWithCallback(out -> out.record(fill.getMaxAllocatedSize(), named))));
    }

    @Override
    public void close() {
        instruments.forEach(ObservableLongUpDownCounter::close);
    }

    private static Attributes in(String state, Attributes named) {
        return named.toBuilder().put(STATE, state).build();
    }
}
