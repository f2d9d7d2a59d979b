package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps the log's partitions three months ahead, in one replica at a time, for as long as the service runs. */
final class PartitionKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(6);

    private final Disposable keeping;

    private PartitionKeeper(Disposable keeping) {
        this.keeping = keeping;
    }

    static PartitionKeeper start(Database database) {
        var leases = new Leases(database, "data-api-" + UUID.randomUUID());
        return new PartitionKeeper(leases.hold("fact-log-partitions", TERM, _ -> rounds(database))
                .doOnError(
                        error -> LOG.atWarn().setCause(error).log("partitions could not be kept ahead; trying again"))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(TERM))
                .subscribe());
    }

    private static Flux<Integer> rounds(Database database) {
        return Flux.interval(Duration.ZERO, EVERY).onBackpressureDrop().concatMap(_ -> kept(database), 1);
    }

    private static Mono<Integer> kept(Database database) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select keep_partitions_ahead($1) as made")
                        .bind("$1", MONTHS_AHEAD),
                row -> Sql.column(row, "made", Integer.class)));
    }

    @Override
    public void close() {
        keeping.dispose();
    }
}
