package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.event.AnomalyBook;
import io.fawkes.anomaly.domain.watch.RuleStates;
import io.fawkes.anomaly.domain.watch.WatchStore;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.opentelemetry.api.OpenTelemetry;
import reactor.core.publisher.Mono;

/** anomaly-detection's database: the ports of its domain over one pool. Closed after everything that uses them. */
public final class PostgresStorage implements AutoCloseable {

    private static final String SERVICE = "anomaly-detection";

    private final Database database;

    private PostgresStorage(PostgresConfig config, OpenTelemetry telemetry) {
        this.database = Database.open(config, telemetry);
    }

    /** Migrates or verifies the schema, then opens the pool. */
    public static Mono<PostgresStorage> open(PostgresConfig config, OpenTelemetry telemetry) {
        return Migrations.of(config, SERVICE)
                .run()
                .then(Mono.fromSupplier(() -> new PostgresStorage(config, telemetry)));
    }

    /** The anomalies. */
    public AnomalyBook anomalies() {
        return new PostgresAnomalyBook(database);
    }

    /** How far the watching has come. */
    public RuleStates ruleStates() {
        return new PostgresRuleStates(database);
    }

    /**
     * Where the watching keeps what it makes.
     *
     * @param holder unique to this process and its start
     */
    public WatchStore watching(String holder) {
        return new PostgresWatchStore(database, holder);
    }

    /** Completes when the database answers. */
    public Mono<Void> ping() {
        return database.ping();
    }

    @Override
    public void close() {
        database.close();
    }
}
