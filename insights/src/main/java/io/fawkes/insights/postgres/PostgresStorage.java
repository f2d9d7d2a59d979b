package io.fawkes.insights.postgres;

import io.fawkes.insights.domain.checkpoint.CheckpointStore;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.opentelemetry.api.OpenTelemetry;
import reactor.core.publisher.Mono;

/** insights' database: the ports of its domain over one pool. Closed after everything that uses them. */
public final class PostgresStorage implements AutoCloseable {
    private static final String SERVICE = "insights";

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

    /**
     * The checkpoints.
     *
     * @param holder unique to this process and its start
     */
    public CheckpointStore checkpoints(String holder) {
        return new PostgresCheckpoints(database, holder);
    }

    @Override
    public void close() {
        database.close();
    }
}
