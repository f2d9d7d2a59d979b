package io.fawkes.alerting.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Outbox;
import io.fawkes.runtime.postgres.Sql;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes what is older than it is kept: bodies of deliveries after 30 days, closed groups with their alerts after 400,
 * delivered outbox messages after 7, silences 30 days after their end. A few hundred rows at a time; any number of replicas may do it.
 */
public final class Retention implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration DELIVERED = Duration.ofDays(7);
    private static final int MOST = 500;

    private static final List<String> STATEMENTS = List.of("""
            delete from delivery where id in (
                select id from delivery where received_at < clock_timestamp() - interval '30 days'
                order by received_at limit 500 for update skip locked)
            """, """
            delete from alert_group where id in (
                select id from alert_group where closed_at < clock_timestamp() - interval '400 days'
                limit 100 for update skip locked)
            """, """
            delete from alert where id in (
                select id from alert a where ends_at < clock_timestamp() - interval '400 days'
                and not exists (select from group_member m where m.alert_id = a.id)
                limit 500 for update skip locked)
            """, """
            delete from silence where id in (
                select id from silence where ends_at < clock_timestamp() - interval '30 days'
                limit 500 for update skip locked)
            """, """
            delete from inhibition_source where (meeting, alert_id) in (
                select s.meeting, s.alert_id from inhibition_source s join alert a on a.id = s.alert_id
                where a.ends_at < clock_timestamp() - interval '1 day'
                limit 500)
            """);

    private final Database database;
    private final Outbox outbox;
    private final Disposable.Swap running = Disposables.swap();

    Retention(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Begins. */
    public Retention start() {
        running.update(Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> round().onErrorResume(Retention::outage), 1)
                .subscribe());
        return this;
    }

    /** Deletes everything that is too old. */
    Mono<Void> round() {
        return Flux.fromIterable(STATEMENTS)
                .concatMap(this::emptied)
                .then(outbox.forget(DELIVERED))
                .then();
    }

    private Mono<Long> emptied(String statement) {
        return database.read(connection -> Sql.updated(connection.createStatement(statement)))
                .repeat(MOST)
                .takeUntil(deleted -> deleted == 0)
                .reduce(0L, Long::sum);
    }

    private static Mono<Void> outage(Throwable failure) {
        LOG.atWarn().setCause(failure).log("what is too old could not be deleted; trying again");
        return Mono.empty();
    }

    @Override
    public void close() {
        running.dispose();
    }
}
