package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Empties the bodies of deliveries whose time is over, in one replica at a time. The rows stay, with what became of them.
 *
 * <p>A transaction empties at most {@value #AT_ONCE}: a body of 1 MiB is hundreds of stored pieces, and a long transaction
 * would hold the feed back.
 */
final class BodyRetention {

    private static final Logger LOG = LoggerFactory.getLogger(BodyRetention.class);
    private static final int AT_ONCE = 100;
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final Duration kept;

    BodyRetention(Database database, Duration kept) {
        this.database = database;
        this.kept = kept;
    }

    LeasedRounds start() {
        return LeasedRounds.start(
                database,
                "delivery-bodies",
                EVERY,
                "bodies of deliveries could not be emptied; trying again",
                this::round);
    }

    /** Empties all that are due; tells how many. */
    Mono<Long> round(Lease lease) {
        return some(lease)
                .expand(emptied -> emptied == AT_ONCE ? some(lease) : Mono.empty())
                .reduce(0L, Long::sum)
                .doOnNext(BodyRetention::tell);
    }

    private Mono<Long> some(Lease lease) {
        return database.inTransaction(transaction ->
                Leases.fence(transaction, lease).then(limited(transaction)).then(emptied(transaction)));
    }

    private static Mono<Long> limited(Connection transaction) {
        return Sql.updated(transaction.createStatement("set local statement_timeout = '1s'"));
    }

    private Mono<Long> emptied(Connection transaction) {
        return Sql.updated(
                transaction.createStatement("""
                        update delivery
                        set body = '', body_sha256 = '', body_state = 1, body_emptied_at = clock_timestamp()
                        where id in (
                          select id from delivery
                          where body_state = 0 and received_at < clock_timestamp() - $1 * interval '1 millisecond'
                          order by received_at, id limit $2)
                        """).bind("$1", kept.toMillis()).bind("$2", AT_ONCE));
    }

    private static void tell(long emptied) {
        if (emptied > 0) {
            LOG.atInfo().addKeyValue("deliveries", emptied).log("bodies of deliveries were emptied");
        }
    }
}
