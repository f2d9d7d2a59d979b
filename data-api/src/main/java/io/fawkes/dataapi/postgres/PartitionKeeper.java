package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongGauge;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Keeps the log's partitions three months ahead, in one replica at a time, for as long as the service runs.
 *
 * <p>Rows that found no month of their own are in the default partition: none is lost, but months cannot be made or dropped
 * around them, so their number is a gauge and an error in the log.
 */
final class PartitionKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration EVERY = Duration.ofHours(6);

    private final LeasedRounds keeping;

    private PartitionKeeper(LeasedRounds keeping) {
        this.keeping = keeping;
    }

    static PartitionKeeper start(Database database, OpenTelemetry telemetry) {
        LongGauge strays = telemetry
                .getMeter("io.fawkes.data-api")
                .gaugeBuilder("fawkes.fact_log.default_partition.rows")
                .setDescription("Rows of the fact log that found no partition of their own; must be 0.")
                .setUnit("{row}")
                .ofLongs()
                .build();
        return new PartitionKeeper(LeasedRounds.start(
                database,
                "fact-log-partitions",
                EVERY,
                "partitions could not be kept ahead; trying again",
                _ -> kept(database).doOnNext(rows -> tell(rows, strays))));
    }

    /** How many rows are in the default partition after the others were made. */
    private static Mono<Long> kept(Database database) {
        return database.read(connection -> Sql.row(
                        connection
                                .createStatement("select keep_partitions_ahead($1) as made")
                                .bind("$1", MONTHS_AHEAD),
                        row -> Sql.column(row, "made", Integer.class)))
                .then(database.read(connection -> Sql.row(
                        connection.createStatement("select count(*) as strays from fact_log_default"),
                        row -> Sql.column(row, "strays", Long.class))));
    }

    private static void tell(long rows, LongGauge strays) {
        strays.set(rows);
        if (rows > 0) {
            LOG.atError().addKeyValue("rows", rows).log("facts in the default partition; move them to their months");
        }
    }

    @Override
    public void close() {
        keeping.close();
    }
}
