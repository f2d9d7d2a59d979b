package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Facts with the service that claims them, which is found when they are read: a new claim needs no rewriting. */
final class PostgresReportedFacts implements ReportedFacts {

    private static final String REMEDY =
            "also a service, or an order and a filter that docs/architecture/lists.md pairs";

    private final ListedTable table;
    private final Lists lists;
    private final Database database;
    private final Generations generations;
    private final FactWriter facts;
    private final Requests requests;
    private final CommitHints hints;
    private final InstantSource clock;

    PostgresReportedFacts(
            FactList list,
            Database database,
            Generations generations,
            FactWriter facts,
            Requests requests,
            CommitHints hints,
            InstantSource clock) {
        this.table = list.listed();
        this.lists = new Lists(database, REMEDY);
        this.database = database;
        this.generations = generations;
        this.facts = facts;
        this.requests = requests;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public Mono<AttributedFact> report(Revision revision, Optional<RequestId> requestId) {
        return generations
                .write(transaction ->
                        requests.once(transaction, requestId, revision.key(), merged(transaction, revision)))
                .doOnNext(_ -> hints.committed())
                .flatMap(kept -> find(kept.key().id()));
    }

    @Override
    public Mono<AttributedFact> report(
            Revision revision, Optional<RequestId> requestId, Consumer<? super AttributedFact> permit) {
        return generations
                .write(transaction -> found(transaction, revision.key().id())
                        .doOnNext(permit)
                        .then(requests.once(transaction, requestId, revision.key(), merged(transaction, revision)))
                        .flatMap(kept -> found(transaction, kept.key().id()))
                        .doOnNext(permit))
                .doOnNext(_ -> hints.committed());
    }

    private Mono<FactState> merged(Connection transaction, Revision revision) {
        return Mono.defer(() -> facts.merge(transaction, List.of(revision), "", clock.instant()))
                .map(merged -> merged.all().getFirst());
    }

    @Override
    public Mono<AttributedFact> find(String id) {
        return database.read(connection -> found(connection, id));
    }

    private Mono<AttributedFact> found(Connection connection, String id) {
        return Sql.row(
                connection.createStatement(where("l.id = $1")).bind("$1", id), PostgresReportedFacts::attributed);
    }

    @Override
    public Flux<AttributedFact> findAll(Set<String> ids) {
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement(where("l.id = any($1)"))
                                        .bind("$1", ids.toArray(String[]::new)),
                                PostgresReportedFacts::attributed)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    private String where(String condition) {
        return FactList.whole("select " + table.columns() + " from " + table.from() + " where " + condition);
    }

    @Override
    public Flux<Listed<AttributedFact>> list(ListQuery query) {
        return lists.page(table, query, PostgresReportedFacts::attributed);
    }

    private static AttributedFact attributed(Readable row) {
        return new AttributedFact(
                Sql.column(row, "name", String.class),
                Bytes.of(Sql.column(row, "message", byte[].class)),
                Sql.column(row, "service", String.class),
                Sql.column(row, "team", String.class));
    }
}
