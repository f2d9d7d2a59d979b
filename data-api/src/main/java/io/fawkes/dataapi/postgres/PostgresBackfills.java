package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.BackfillExists;
import io.fawkes.dataapi.domain.DataApiException.RequestIdReused;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.Backfills;
import io.fawkes.dataapi.domain.backfill.Page.Rejected;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.TransactionConflict;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Backfills: a row each, a lease for all of them, and each page's facts with the place of the next. */
final class PostgresBackfills implements Backfills {

    private static final String LEASE = "backfills";
    private static final Duration TERM = Duration.ofSeconds(15);

    private static final ListedTable LISTED = new ListedTable(
            "b.*",
            "backfill b",
            "b.id",
            "text",
            Map.of(
                    "name", ListedTable.Field.of("('backfills/' || b.id)"),
                    "source", ListedTable.Field.of("b.source"),
                    "scope", ListedTable.Field.of("b.scope"),
                    "state", ListedTable.Field.of("b.state"),
                    "rejected_count", ListedTable.Field.of("b.rejected"),
                    "create_time", ListedTable.Field.of("b.created_at")),
            Map.of("create_time", "b.created_at"),
            Optional.empty());

    private final Database database;
    private final Lists lists;
    private final Leases leases;
    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;

    PostgresBackfills(Database database, Generations generations, FactWriter facts, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a state or a source");
        this.leases = new Leases(database, "data-api-" + UUID.randomUUID());
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
    }

    @Override
    public Mono<Backfill> create(Backfill backfill, Optional<RequestId> requestId) {
        return database.inTransaction(transaction -> inserted(transaction, backfill, requestId)
                        .flatMap(rows -> rows == 1 ? Mono.just(backfill) : met(transaction, backfill, requestId)))
                .transform(TransactionConflict.retried());
    }

    private static Mono<Long> inserted(Connection transaction, Backfill backfill, Optional<RequestId> requestId) {
        Statement statement = transaction
                .createStatement("""
                        insert into backfill (id, request_id, payload_hash, source, scope, since, until, state, cursor, pages,
                                              items, facts, duplicates, rejected, failures, last_error, created_at, updated_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, 0, 0, 0, 0, 0, '', $9, $9)
                        on conflict do nothing
                        """)
                .bind("$1", backfill.id())
                .bind("$4", backfill.source().name())
                .bind("$5", backfill.scope())
                .bind("$8", backfill.state().name())
                .bind("$9", BackfillRows.offset(backfill.createdAt()));
        requestId.ifPresentOrElse(
                id -> statement.bind("$2", id.id()).bind("$3", id.payloadHash().array()),
                () -> statement.bindNull("$2", UUID.class).bindNull("$3", byte[].class));
        BackfillRows.bound(statement, "$6", backfill.since());
        return Sql.updated(BackfillRows.bound(statement, "$7", backfill.until()));
    }

    /** What stood in the way: the same request, which is answered again, or another backfill. */
    private static Mono<Backfill> met(Connection transaction, Backfill backfill, Optional<RequestId> requestId) {
        return Mono.justOrEmpty(requestId)
                .flatMap(id -> Sql.row(
                        transaction
                                .createStatement("select * from backfill where request_id = $1")
                                .bind("$1", id.id()),
                        row -> answered(
                                BackfillRows.backfill(row),
                                Bytes.of(Sql.column(row, "payload_hash", byte[].class)),
                                id)))
                .switchIfEmpty(Mono.error(() -> new BackfillExists(backfill.name())));
    }

    private static Backfill answered(Backfill first, Bytes payloadHash, RequestId id) {
        if (!payloadHash.equals(id.payloadHash())) {
            throw new RequestIdReused(id.id().toString());
        }
        return first;
    }

    @Override
    public Mono<Backfill> find(String id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select * from backfill where id = $1")
                        .bind("$1", id),
                BackfillRows::backfill));
    }

    @Override
    public Flux<Rejected> rejections(String id) {
        return database.read(connection -> Sql.rows(
                                connection.createStatement("""
                                        select item, detail from backfill_rejection where backfill = $1 order by place
                                        """).bind("$1", id),
                                row -> new Rejected(
                                        Sql.column(row, "item", String.class), Sql.column(row, "detail", String.class)))
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    @Override
    public Flux<Listed<Backfill>> list(ListQuery query) {
        return lists.page(LISTED, query, BackfillRows::backfill);
    }

    @Override
    public Mono<Backfill> change(String id, UnaryOperator<Backfill> change) {
        return database.inTransaction(transaction -> BackfillRows.changed(transaction, id, change))
                .transform(TransactionConflict.retried());
    }

    @Override
    public <T> Flux<T> hold(Function<Turn, ? extends Publisher<T>> work) {
        return leases.hold(
                LEASE, TERM, lease -> work.apply(new PostgresBackfillTurn(database, generations, facts, hints, lease)));
    }
}
