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
 * Work that one replica does at a time: a round at once and then every so often, for as long as it is open. A round that
 * fails is told and begins again after a pause, under a new lease; one whose lease is lost is cancelled.
 */
public final class LeasedRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedRounds.class);
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Disposable rounds;

    private LeasedRounds(Disposable rounds) {
        this.rounds = rounds;
    }

    /**
     * When rounds are.
     *
     * @param lease name of the lease
     * @param term after which another replica goes on if this one is gone
     * @param every how often
     * @param trouble what the log says when a round failed
     */
    public record Schedule(String lease, Duration term, Duration every, String trouble) {}

    /** Starts, with a minute's term. */
    static LeasedRounds start(
            Database database, String lease, Duration every, String trouble, Function<Lease, Publisher<?>> round) {
        return start(database, new Schedule(lease, TERM, every, trouble), round);
    }

    /**
     * Starts.
     *
     * @param round a round, under the lease
     */
    static LeasedRounds start(Database database, Schedule schedule, Function<Lease, Publisher<?>> round) {
        return new LeasedRounds(again(
                        schedule.trouble(),
                        new Leases(database, "data-api-" + UUID.randomUUID())
                                .hold(schedule.lease(), schedule.term(), lease -> rounds(schedule, lease, round)))
                .subscribe());
    }

    private static Flux<Void> rounds(Schedule schedule, Lease lease, Function<Lease, Publisher<?>> round) {
        return Flux.interval(Duration.ZERO, schedule.every())
                .onBackpressureDrop()
                .concatMap(_ -> Flux.from(round.apply(lease)).then(), 1);
    }

    /** The same, told and begun again after a pause whenever it fails. */
    public static <T> Flux<T> again(String trouble, Flux<T> work) {
        return work.doOnError(error -> LOG.atWarn().setCause(error).log(trouble))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(LONGEST_PAUSE));
    }

    @Override
    public void close() {
        rounds.dispose();
    }
}
