package io.fawkes.runtime.postgres;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.util.retry.Retry;

/**
 * Exclusive work over any number of replicas, judged by PostgreSQL's clock alone.
 *
 * <p>At most one lease of a name is valid at a time. Every acquisition has a higher epoch than all before it, also by the
 * same holder. A holder that was paused and does not know that its time is over is stopped by {@link #fence}.
 */
public final class Leases {
    private static final int RENEWALS_PER_TERM = 3;
    private static final int RETRIES_PER_RENEWAL = 4;

    private final Database database;
    private final String holder;

    /**
     * Leases taken in the name of {@code holder}.
     *
     * @param holder unique to this process and its start, such as pod name and a random suffix
     */
    public Leases(Database database, String holder) {
        this.database = database;
        this.holder = holder;
    }

    /** Takes the lease for {@code term} if nobody's is valid; otherwise empty. */
    public Mono<Lease> acquire(String name, Duration term) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("""
                                insert into runtime.lease as known (name, holder, epoch, until)
                                values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
                                on conflict (name) do update
                                set holder = excluded.holder,
                                    epoch = known.epoch + 1,
                                    until = clock_timestamp() + $3 * interval '1 millisecond'
                                where known.until <= clock_timestamp()
                                returning epoch
                                """)
                        .bind("$1", name)
                        .bind("$2", holder)
                        .bind("$3", term.toMillis()),
                row -> new Lease(name, holder, Sql.column(row, "epoch", Long.class))));
    }

    /** Extends the lease to {@code term} from now; {@link LeaseLost} if it is no longer valid. */
    public Mono<Void> renew(Lease lease, Duration term) {
        return database.read(connection -> Sql.updated(connection
                        .createStatement("""
                                update runtime.lease
                                set until = clock_timestamp() + $4 * interval '1 millisecond'
                                where name = $1 and holder = $2 and epoch = $3 and until > clock_timestamp()
                                """)
                        .bind("$1", lease.name())
                        .bind("$2", lease.holder())
                        .bind("$3", lease.epoch())
                        .bind("$4", term.toMillis())))
                .flatMap(renewed -> renewed == 0 ? Mono.error(new LeaseLost(lease)) : Mono.empty());
    }

    /** Gives the lease back so that others need not wait; nothing happens if it was lost. */
    public Mono<Void> release(Lease lease) {
        return database.read(connection -> Sql.updated(connection
                        .createStatement("""
                                update runtime.lease
                                set until = '-infinity'
                                where name = $1 and holder = $2 and epoch = $3
                                """)
                        .bind("$1", lease.name())
                        .bind("$2", lease.holder())
                        .bind("$3", lease.epoch())))
                .then();
    }

    /**
     * Begins a write under {@code lease}: completes if it is valid and keeps it so until the caller's transaction ends,
     * because a successor has to wait for the locked row; otherwise {@link LeaseLost}, which rolls the caller back.
     */
    public static Mono<Void> fence(Connection transaction, Lease lease) {
        return Sql.row(transaction.createStatement("""
                                        select epoch from runtime.lease
                                        where name = $1 and epoch = $2 and until > clock_timestamp()
                                        for share
                                        """).bind("$1", lease.name()).bind("$2", lease.epoch()), row -> true)
                .switchIfEmpty(Mono.error(() -> new LeaseLost(lease)))
                .then();
    }

    /**
     * Waits for the lease, runs {@code work} under it with a renewal each third of {@code term}, and gives it back.
     *
     * <p>When the lease is lost, {@code work} is cancelled and the error is {@link LeaseLost}. While waiting, failures of
     * the database are passed on.
     */
    public <T> Flux<T> hold(String name, Duration term, Function<Lease, ? extends Publisher<T>> work) {
        return Flux.usingWhen(
                awaited(name, term),
                lease -> guarded(work.apply(lease), lossOf(lease, term)),
                this::release,
                (lease, _) -> release(lease),
                this::release);
    }

    /** Signals of {@code work} as values: its end ends the watch for the loss, and the loss cancels it before it is told. */
    private static <T> Flux<T> guarded(Publisher<T> work, Mono<Void> loss) {
        return Flux.merge(Flux.from(work).materialize(), loss.then(Mono.<Signal<T>>never()))
                .dematerialize();
    }

    private Mono<Lease> awaited(String name, Duration term) {
        var pause = term.dividedBy(RENEWALS_PER_TERM);
        return acquire(name, term).repeatWhenEmpty(misses -> misses.delayElements(pause));
    }

    /** Never completes; fails when the lease is lost, or in doubt early enough to stop before a successor begins. */
    private Mono<Void> lossOf(Lease lease, Duration term) {
        var third = term.dividedBy(RENEWALS_PER_TERM);
        return Mono.delay(third).then(insistent(lease, term, third)).repeat().then();
    }

    private Mono<Void> insistent(Lease lease, Duration term, Duration within) {
        return renew(lease, term)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, within.dividedBy(RETRIES_PER_RENEWAL))
                        .filter(DatabaseUnavailable.class::isInstance))
                .timeout(within, Mono.error(() -> new LeaseLost(lease)));
    }
}
