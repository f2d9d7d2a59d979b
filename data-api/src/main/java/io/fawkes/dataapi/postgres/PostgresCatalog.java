package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.ServiceExists;
import io.fawkes.dataapi.domain.DataApiException.SourceKeyClaimed;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.UniqueViolation;
import io.r2dbc.spi.Connection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Services: a fact each, a row each, and a row for each claim, so that one thing has one owner. */
final class PostgresCatalog implements Catalog {

    private static final ListedTable LISTED = new ListedTable(
            "f.*",
            "service s join fact f on f.source = 'catalog' and f.source_id = s.id",
            "s.id",
            "text",
            Map.of(
                    "name", ListedTable.Field.of("('services/' || s.id)"),
                    "display_name", ListedTable.Field.of("nullif(s.display_name, '')"),
                    "team", ListedTable.Field.of("nullif(s.team, '')"),
                    "tier", ListedTable.Field.of("nullif(s.tier, '')"),
                    "time_zone", ListedTable.Field.of("nullif(s.time_zone, '')"),
                    "production_environments", ListedTable.Field.of("s.production_environments"),
                    "source_keys.key", ListedTable.Field.of("s.claim_keys"),
                    "source_keys.value", ListedTable.Field.of("s.claim_values"),
                    "create_time", ListedTable.Field.of("s.created_at")),
            Map.of("create_time", "s.created_at"),
            Optional.empty());

    private final Database database;
    private final Lists lists;
    private final Generations generations;
    private final FactWriter facts;
    private final Requests requests;
    private final CommitHints hints;

    PostgresCatalog(
            Database database, Generations generations, FactWriter facts, Requests requests, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a team or a name");
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
                .createStatement("""
                        insert into service (id, team, display_name, tier, time_zone, production_environments,
                                             claim_keys, claim_values, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        """)
                .bind("$1", service.id())
                .bind("$2", service.team())
                .bind("$3", FilterSql.cut(service.displayName()))
                .bind("$4", FilterSql.cut(service.tier()))
                .bind("$5", service.timeZone())
                .bind("$6", service.productionEnvironments().toArray(String[]::new))
                .bind("$7", service.sourceKeys().stream().map(SourceKey::key).toArray(String[]::new))
                .bind("$8", service.sourceKeys().stream().map(SourceKey::value).toArray(String[]::new))
                .bind("$9", service.createdAt().atOffset(ZoneOffset.UTC)));
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
    public Flux<Listed<FactState>> list(ListQuery query) {
        return lists.page(LISTED, query, FactWriter::state);
    }
}
