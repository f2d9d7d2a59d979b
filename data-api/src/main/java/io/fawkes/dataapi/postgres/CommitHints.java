package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells readers of the log, in this replica and the others, that something was committed.
 *
 * <p>NOTIFY is sent after the commit, by itself, at most every 20 ms: inside the writer's transaction it takes a lock that
 * all committing transactions share and more than halves their number. A hint that gets lost costs a second at most,
 * since readers also look by themselves.
 */
final class CommitHints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitHints.class);
    private static final String CHANNEL = "fact_log";
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Database database;
    private final Sinks.Many<Long> commits = Sinks.many().multicast().directBestEffort();
    private final Flux<Long> heard;
    private final Disposable announcing;

    private CommitHints(Database database) {
        this.database = database;
        this.heard = database.notifications(CHANNEL).map(_ -> 1L).publish(1).refCount();
        this.announcing = commits.asFlux()
                .sample(PAUSE)
                .onBackpressureLatest()
                .concatMap(_ -> announced(), 1)
                .subscribe();
    }

    static CommitHints start(Database database) {
        return new CommitHints(database);
    }

    private Mono<Boolean> announced() {
        return database.read(connection ->
                        Sql.row(connection.createStatement("select pg_notify('fact_log', '')"), _ -> true))
                .onErrorResume(error -> {
                    LOG.atWarn().setCause(error).log("readers of other replicas were not told of a commit");
                    return Mono.empty();
                });
    }

    /** Something was committed. Never blocks, never fails. */
    void committed() {
        // Where this hint meets another on its way, that one serves for both commits: each came before it.
        var _ = commits.tryEmitNext(1L);
    }

    /** Commits of this replica at once, those of others when PostgreSQL tells. */
    Flux<Long> hints() {
        return Flux.merge(commits.asFlux(), heard);
    }

    @Override
    public void close() {
        announcing.dispose();
    }
}
