package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Retention;
import io.fawkes.runtime.postgres.Database;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;

/**
 * What keeps data-api's database as it should be while the service runs, each in one replica at a time: months ahead, where the
 * feed was when, and what must not be kept. Safe for concurrent use; ends with the storage.
 */
public final class PostgresUpkeep implements AutoCloseable {

    private final Database database;
    private final OpenTelemetry telemetry;
    private final ErasureWork erasures;
    private final PartitionKeeper partitions;
    private final FeedGauges gauges;
    private final FeedTimeKeeper feedTimes;
    private final List<LeasedRounds> rounds = new CopyOnWriteArrayList<>();

    private PostgresUpkeep(Database database, OpenTelemetry telemetry, ErasureWork erasures) {
        this.database = database;
        this.telemetry = telemetry;
        this.erasures = erasures;
        this.partitions = PartitionKeeper.start(database, telemetry);
        this.gauges = FeedGauges.start(database, telemetry);
        this.feedTimes = FeedTimeKeeper.start(database);
    }

    static PostgresUpkeep start(Database database, OpenTelemetry telemetry, ErasureWork erasures) {
        return new PostgresUpkeep(database, telemetry, erasures);
    }

    /** Starts what removes what must not be kept. */
    public void keep(Retention retention) {
        rounds.add(new BodyRetention(database, retention.bodies()).start());
        rounds.add(erasures.start(database));
        retention.log().ifPresent(kept -> rounds.add(new LogRetention(database, kept, telemetry).start()));
    }

    /** Does {@code round} in one process at a time, until that is closed. */
    public LeasedRounds rounds(LeasedRounds.Schedule schedule, Publisher<?> round) {
        return LeasedRounds.start(database, schedule, _ -> round);
    }

    @Override
    public void close() {
        rounds.forEach(LeasedRounds::close);
        gauges.close();
        feedTimes.close();
        partitions.close();
    }
}
