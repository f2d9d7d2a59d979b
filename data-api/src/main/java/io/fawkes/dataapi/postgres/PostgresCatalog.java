package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.ServiceExists;
import io.fawkes.dataapi.domain.DataApiException.SourceKeyClaimed;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.catalog.ServiceChange;
import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.postgres.UniqueViolation;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
                    "delete_time", ListedTable.Field.of("s.deleted_at"),
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
    private final Lists counts;
    private final Generations generations;
    private final FactWriter facts;
    private final Requests requests;
    private final CommitHints hints;

    PostgresCatalog(
            Database database, Generations generations, FactWriter facts, Requests requests, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a team or a name");
        this.counts = new Lists(database, "a service for each of the sources that tell most");
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
                .onErrorMap(UniqueViolation.class, _ -> new ServiceExists(service.name()))
                .doOnNext(_ -> hints.committed());
    }

    private Mono<FactState> created(Connection transaction, Service service) {
        return inserted(transaction, service)
                .then(claimed(transaction, service))
                .then(facts.merge(transaction, List.of(service.revision()), "", service.createdAt()))
                .map(merged -> merged.all().getFirst());
    }

    private static Mono<Long> inserted(Connection transaction, Service service) {
        Statement statement = transaction.createStatement("""
                        insert into service (id, team, display_name, tier, time_zone, production_environments,
                                             claim_keys, claim_values, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        """);
        return Sql.updated(
                described(statement, service).bind("$9", service.createdAt().atOffset(ZoneOffset.UTC)));
    }

    private static Statement described(Statement statement, Service service) {
        List<SourceKey> claims = service.sourceKeys();
        return statement
                .bind("$1", service.id())
                .bind("$2", service.team())
                .bind("$3", FilterSql.cut(service.displayName()))
                .bind("$4", FilterSql.cut(service.tier()))
                .bind("$5", service.timeZone())
                .bind("$6", service.productionEnvironments().toArray(String[]::new))
                .bind("$7", claims.stream().map(SourceKey::key).toArray(String[]::new))
                .bind("$8", claims.stream().map(SourceKey::value).toArray(String[]::new));
    }

    @Override
    public Mono<FactState> change(String id, Instant now, Function<FactState, ServiceChange> change) {
        return generations
                .write(transaction -> locked(transaction, id)
                        .flatMap(before -> changed(transaction, before, change.apply(before), now)))
                .doOnNext(_ -> hints.committed());
    }

    /** The service's row is locked first, so that two changes of one service follow each other. */
    private static Mono<FactState> locked(Connection transaction, String id) {
        return Sql.row(
                        transaction
                                .createStatement("select id from service where id = $1 for update")
                                .bind("$1", id),
                        _ -> true)
                .flatMap(_ -> Sql.row(
                        transaction
                                .createStatement(
                                        "select * from fact where source = 'catalog' and source_id = $1 and version > 0")
                                .bind("$1", id),
                        FactWriter::state));
    }

    private Mono<FactState> changed(Connection transaction, FactState before, ServiceChange change, Instant now) {
        return change.equals(ServiceChange.of(before))
                ? Mono.just(before)
                : updated(transaction, change)
                        .then(released(transaction, change.service()))
                        .then(claimed(transaction, change.service()))
                        .then(facts.merge(transaction, List.of(change.revision(before, now)), "", now))
                        .map(merged -> merged.all().getFirst());
    }

    private static Mono<Long> updated(Connection transaction, ServiceChange change) {
        Statement statement = described(transaction.createStatement("""
                        update service
                        set team = $2, display_name = $3, tier = $4, time_zone = $5, production_environments = $6,
                            claim_keys = $7, claim_values = $8, deleted_at = $9
                        where id = $1
                        """), change.service());
        return Sql.updated(change.deletedAt()
                .map(time -> statement.bind("$9", time.atOffset(ZoneOffset.UTC)))
                .orElseGet(() -> statement.bindNull("$9", OffsetDateTime.class)));
    }

    private static Mono<Long> released(Connection transaction, Service service) {
        return Sql.updated(transaction
                .createStatement("delete from claim where service = $1")
                .bind("$1", service.id()));
    }

    @Override
    public Flux<FactState> findAll(Set<String> ids) {
        return database.read(connection -> Sql.rows(
                                connection.createStatement("""
                                select * from fact where source = 'catalog' and source_id = any($1) and version > 0
                                """).bind("$1", ids.toArray(String[]::new)),
                                FactWriter::state)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    /** Takes all claims, or fails the transaction because another service has one of them. */
    private static Mono<Void> claimed(Connection transaction, Service service) {
        List<SourceKey> claims = service.sourceKeys();
        return Sql.updated(transaction
                        .createStatement("""
                        insert into claim (key, value, service)
                        select c.key, c.value, $3 from unnest($1::text[], $2::text[]) as c (key, value)
                        on conflict do nothing
                        """)
                        .bind("$1", claims.stream().map(SourceKey::key).toArray(String[]::new))
                        .bind(
                                "$2",
                                claims.stream().map(SourceKey::canonicalValue).toArray(String[]::new))
                        .bind("$3", service.id()))
                .flatMap(taken -> taken == claims.size() ? Mono.empty() : Mono.error(() -> claimedElsewhere(service)));
    }

    private static SourceKeyClaimed claimedElsewhere(Service service) {
        return new SourceKeyClaimed(
                service.sourceKeys().stream().map(SourceKey::toString).collect(Collectors.joining(", ")));
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

    @Override
    public Flux<UnmappedSource> unmapped(int limit) {
        return counts.limited(transaction -> UnmappedSql.latest(transaction, limit));
    }
}
