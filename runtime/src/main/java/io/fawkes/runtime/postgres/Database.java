package io.fawkes.runtime.postgres;

import io.fawkes.runtime.telemetry.OwnContext;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The serving role's way into the service's database: a bounded pool, transactions, and traced statements.
 *
 * <p>Safe for concurrent use. Publishers do nothing until subscribed and may be subscribed again. Signals arrive on the
 * threads of the driver, which must not be blocked. Failures are named: {@link DatabaseUnavailable}, {@link UniqueViolation},
 * {@link TransactionConflict}; what the work itself throws arrives unchanged.
 */
public final class Database implements AutoCloseable {
    private static final Duration ACQUIRE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final ConnectionPool pool;
    private final PostgresqlConnectionFactory driver;
    private final Notifications notifications;
    private final LoopResources loops;
    private final PoolGauges gauges;

    private Database(ConnectionPool pool, PostgresqlConnectionFactory driver, LoopResources loops, PoolGauges gauges) {
        this.pool = pool;
        this.driver = driver;
        this.notifications = new Notifications(driver);
        this.loops = loops;
        this.gauges = gauges;
    }

    /** Prepares the pool; connects when first asked, so an absent database shows in {@link #ping()}. */
    public static Database open(PostgresConfig config, OpenTelemetry telemetry) {
        var loops = Pools.loops(config);
        var driver = Pools.driver(config, loops);
        var pool = Pools.open(config, driver, telemetry);
        return new Database(pool, driver, loops, PoolGauges.of(pool, config, telemetry));
    }

    /**
     * Runs {@code work} in one transaction and answers after its commit; an error rolls back, and a cancellation ends the
     * session, which PostgreSQL rolls back.
     *
     * <p>The connection returns to the pool in every case. Cancelled work is not told; its next statement fails. At most
     * 1,000 rows and a second: a longer one holds back every reader of the fact feed.
     */
    public <T> Mono<T> inTransaction(Function<? super Connection, ? extends Mono<T>> work) {
        return Mono.usingWhen(
                        connection().map(Transaction::new),
                        transaction -> transaction.run(work),
                        Transaction::commit,
                        Transaction::rollback,
                        Transaction::cancel)
                .onErrorMap(SqlFailures::translate);
    }

    /**
     * Runs {@code work}, a single statement, on a connection without a transaction. Once begun it runs to its end, which
     * the statement timeout bounds, even if nobody waits any more: the driver loses track of rows that come after a
     * cancellation.
     */
    public <T> Mono<T> read(Function<? super Connection, ? extends Mono<T>> work) {
        Mono<T> statement = Mono.usingWhen(connection(), work, Connection::close);
        return Mono.deferContextual(context ->
                        Mono.fromFuture(statement.contextWrite(context).toFuture(), true))
                .onErrorMap(SqlFailures::translate);
    }

    /** Streams what {@code work}, a single statement, finds; the connection is taken until the last row is consumed. */
    public <T> Flux<T> readMany(Function<? super Connection, ? extends Publisher<T>> work) {
        return Flux.usingWhen(connection(), work, Connection::close).onErrorMap(SqlFailures::translate);
    }

    /**
     * What {@code NOTIFY} says on {@code channel} while subscribed, on a connection of its own. Never ends and never
     * fails: a lost connection is opened again, and what was said meanwhile is lost. A hint, not a queue.
     *
     * @param channel an SQL identifier, given by the program and never by a caller
     */
    public Flux<String> notifications(String channel) {
        return notifications.of(channel);
    }

    /**
     * Completes when the database answers a statement; otherwise {@link DatabaseUnavailable}. On a connection of its own:
     * a pool that is busy is no database that is away.
     */
    public Mono<Void> ping() {
        return Mono.usingWhen(
                        driver.create(),
                        connection -> Sql.row(connection.createStatement("select 1"), _ -> true),
                        PostgresqlConnection::close)
                .then()
                .onErrorMap(SqlFailures::translate);
    }

    /** Bounds the whole wait: the pool's own limit holds for each try, and after an outage it tries every idle connection. */
    private Mono<Connection> connection() {
        return OwnContext.of(pool.create())
                .timeout(ACQUIRE, Mono.error(() -> new R2dbcTimeoutException("no connection in " + ACQUIRE)));
    }

    /**
     * Lets what is under way finish, then closes every connection and the driver's threads; waits for that, so never on
     * an event loop.
     */
    @Override
    public void close() {
        gauges.close();
        idle().then(pool.disposeLater())
                .then(loops.disposeLater(Duration.ZERO, CLOSING))
                .block(CLOSING.multipliedBy(2));
    }

    private int acquired() {
        return pool.getMetrics().map(PoolMetrics::acquiredSize).orElse(0);
    }

    private Mono<Void> idle() {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .takeUntil(_ -> acquired() == 0)
                .then()
                .timeout(CLOSING, Mono.empty());
    }
}
