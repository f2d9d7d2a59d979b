package io.fawkes.runtime.postgres;

import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import reactor.netty.resources.LoopResources;

/** Puts driver, tracing and pool together, with every wait bounded. */
final class Pools {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ACQUIRE = Duration.ofSeconds(4);
    private static final Duration VALIDATE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration EVICT_EVERY = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int CACHED_STATEMENTS = 256;
    private static final int MOST_THREADS = 4;

    private Pools() {}

    /** Own threads, not colocated: otherwise every connection of the pool lands on the loop that opened the first. */
    static LoopResources loops(PostgresConfig config) {
        var threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        return LoopResources.create("postgres-" + config.applicationName(), 1, threads, true, false);
    }

    static ConnectionPool open(PostgresConfig config, ConnectionFactory driver, OpenTelemetry telemetry) {
        var traced = ProxyConnectionFactory.builder(driver)
                .listener(new QueryTelemetry(config.serving(), telemetry))
                .build();
        return new ConnectionPool(pooled(config, new OwnerlessConnections(traced)));
    }

    private static ConnectionPoolConfiguration pooled(PostgresConfig config, ConnectionFactory connections) {
        return ConnectionPoolConfiguration.builder(connections)
                .initialSize(0)
                .maxSize(config.poolSize())
                .maxAcquireTime(ACQUIRE)
                .maxValidationTime(VALIDATE)
                .maxIdleTime(IDLE)
                .backgroundEvictionInterval(EVICT_EVERY)
                .maxLifeTime(LIFE)
                // After a restart of the server every idle connection is dead; skip them all in one acquisition.
                .acquireRetry(config.poolSize())
                .build();
    }

    static PostgresqlConnectionFactory driver(PostgresConfig config, LoopResources loops) {
        var serving = config.serving();
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(serving.host())
                .port(serving.port())
                .database(serving.database())
                .username(serving.user())
                .password(serving.password())
                .sslMode(serving.sslMode())
                .applicationName(config.applicationName())
                .connectTimeout(CONNECT)
                .preparedStatementCacheQueries(CACHED_STATEMENTS)
                // As text, bytes come in hexadecimal digits that the driver reads by a regular expression.
                .forceBinary(true)
                .loopResources(loops)
                .options(limits(config.statementTimeout()))
                .build());
    }

    private static Map<String, String> limits(Duration statementTimeout) {
        var milliseconds = String.valueOf(statementTimeout.toMillis());
        return Map.of(
                "statement_timeout", milliseconds,
                "lock_timeout", milliseconds,
                "idle_in_transaction_session_timeout", milliseconds);
    }
}
