package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * Upkeep that one replica does at a time: a round at once and then every so often, for as long as it is open. A round that
 * fails is told and begins again after a pause, under a new lease.
 */
final class LeasedRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedRounds.class);
    private static final Duration TERM = Duration.ofMinutes(1);

    private final Disposable rounds;

    private LeasedRounds(Disposable rounds) {
        this.rounds = rounds;
    }

    /**
     * Starts.
     *
     * @param name of the lease
     * @param trouble what the log says when a round failed
     * @param round a round, under the lease
     */
    static LeasedRounds start(
            Database database, String name, Duration every, String trouble, Function<Lease, Publisher<?>> round) {
        var leases = new Leases(database, "data-api-" + UUID.randomUUID());
        return new LeasedRounds(leases.hold(
                        name,
                        TERM,
                        lease -> Flux.interval(Duration.ZERO, every)
                                .onBackpressureDrop()
                                .concatMap(_ -> Flux.from(round.apply(lease)).then(), 1))
                .doOnError(error -> LOG.atWarn().setCause(error).log(trouble))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(TERM))
                .subscribe());
    }

    @Override
    public void close() {
        rounds.dispose();
    }
}
