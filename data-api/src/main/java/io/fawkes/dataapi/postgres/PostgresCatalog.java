package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.ServiceExists;
import io.fawkes.dataapi.domain.DataApiException.SourceKeyClaimed;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.UniqueViolation;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Services: a fact each, a row each, and a row for each claim, so that one thing has one owner. */
final class PostgresCatalog implements Catalog {

    private final Database database;
    private final Generations generations;
    private final FactWriter facts;
    private final Requests requests;
    private final CommitHints hints;

    PostgresCatalog(
            Database database, Generations generations, FactWriter facts, Requests requests, CommitHints hints) {
        this.database = database;
        this.generations = generations;
        this.facts = facts;
        this.requests = requests;
        this.hints = hints;
    }

    @Override
    public Mono<FactState> create(Service service, Optional<RequestId> requestId) {
        return generations
                .write(transaction ->
                        requests.once(transaction, requestId, service.revision().key(), created(transaction, service)))
                .onErrorMap(UniqueViolation.class, violation -> refusal(violation, service))
                .doOnNext(_ -> hints.committed());
    }

    private Mono<FactState> created(Connection transaction, Service service) {
        return inserted(transaction, service)
                .then(claimed(transaction, service))
                .then(facts.merge(transaction, List.of(service.revision()), "", service.createdAt()))
                .map(merged -> merged.all().getFirst());
    }

    private static Mono<Long> inserted(Connection transaction, Service service) {
        return Sql.updated(transaction
                .createStatement("insert into service (id, team) values ($1, $2)")
                .bind("$1", service.id())
                .bind("$2", service.team()));
    }

    private static Mono<Long> claimed(Connection transaction, Service service) {
        List<SourceKey> claims = service.sourceKeys();
        return Sql.updated(transaction
                .createStatement("""
                        insert into claim (key, value, service)
                        select c.key, c.value, $3 from unnest($1::text[], $2::text[]) as c (key, value)
                        """)
                .bind("$1", claims.stream().map(SourceKey::key).toArray(String[]::new))
                .bind("$2", claims.stream().map(SourceKey::canonicalValue).toArray(String[]::new))
                .bind("$3", service.id()));
    }

    private static Throwable refusal(UniqueViolation violation, Service service) {
        return switch (violation.constraint()) {
            case "service_pkey" -> new ServiceExists(service.name());
            case "claim_once" ->
                new SourceKeyClaimed(
                        service.sourceKeys().stream().map(SourceKey::toString).collect(Collectors.joining(", ")));
            default -> violation;
        };
    }

    @Override
    public Mono<FactState> find(String id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement(
                                "select * from fact where source = 'catalog' and source_id = $1 and version > 0")
                        .bind("$1", id),
                FactWriter::state));
    }

    @Override
    public Flux<FactState> list(int limit, String afterId) {
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement("""
                                select f.*
                                from service s join fact f on f.source = 'catalog' and f.source_id = s.id
                                where s.id > $1
                                order by s.id
                                limit $2
                                """)
                                        .bind("$1", afterId)
                                        .bind("$2", limit),
                                FactWriter::state)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }
}
