package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.Backfills.Turn;
import io.fawkes.dataapi.domain.backfill.Page;
import io.fawkes.dataapi.domain.backfill.Progress;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.postgres.FactWriter.Merged;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Backfills under the lease. A page of many facts is written in several transactions, the place of the next page with the
 * last: cut off in between, the page is read again and its first facts are duplicates.
 */
final class PostgresBackfillTurn implements Turn {

    private final Database database;
    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;
    private final Lease lease;

    PostgresBackfillTurn(Database database, Generations generations, FactWriter facts, CommitHints hints, Lease lease) {
        this.database = database;
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
        this.lease = lease;
    }

    @Override
    public Flux<Backfill> due(Instant now, int limit) {
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement("""
                                        select * from backfill
                                        where state in ('PENDING', 'RUNNING', 'WAITING')
                                          and (wait_until is null or wait_until <= $1)
                                        order by updated_at
                                        limit $2
                                        """)
                                        .bind("$1", BackfillRows.offset(now))
                                        .bind("$2", limit),
                                BackfillRows::backfill)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    @Override
    public Mono<Backfill> keep(Backfill backfill, Page page, Instant now) {
        List<List<Revision>> batches = DeliveredFacts.batches(page.revisions());
        return Flux.fromIterable(batches.subList(0, batches.size() - 1))
                .concatMap(batch -> fenced(transaction -> merged(transaction, batch, now)))
                .reduce(Progress.NONE, Progress::plus)
                .flatMap(earlier -> fenced(transaction -> merged(transaction, batches.getLast(), now)
                        .map(earlier.plus(counted(page))::plus)
                        .flatMap(more -> ended(transaction, backfill, page, more, now))))
                .doOnNext(_ -> hints.committed());
    }

    private static Progress counted(Page page) {
        return new Progress(1, page.items().size(), 0, 0, page.rejections().size());
    }

    private Mono<Progress> merged(Connection transaction, List<Revision> batch, Instant now) {
        return facts.merge(transaction, batch, "", now).map(PostgresBackfillTurn::progress);
    }

    private static Progress progress(Merged merged) {
        int changed = merged.changed().size();
        return new Progress(0, 0, changed, merged.all().size() - changed, 0);
    }

    private static Mono<Backfill> ended(
            Connection transaction, Backfill backfill, Page page, Progress more, Instant now) {
        return BackfillRows.rejected(transaction, backfill.id(), page.rejections())
                .then(BackfillRows.changed(
                        transaction, backfill.id(), current -> current.after(more, page.next(), now)));
    }

    @Override
    public Mono<Backfill> change(String id, UnaryOperator<Backfill> change) {
        return fenced(transaction -> BackfillRows.changed(transaction, id, change));
    }

    private <T> Mono<T> fenced(Function<Connection, Mono<T>> work) {
        return generations.write(
                transaction -> Leases.fence(transaction, lease).then(Mono.defer(() -> work.apply(transaction))));
    }
}
