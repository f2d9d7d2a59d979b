package io.fawkes.dataapi.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import io.fawkes.dataapi.domain.catalog.CatalogSync;
import io.fawkes.dataapi.domain.catalog.CatalogSyncs;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A row for each catalog that was ever followed. */
final class PostgresCatalogSyncs implements CatalogSyncs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    PostgresCatalogSyncs(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(CatalogSync sync) {
        return database.read(connection -> Sql.updated(bound(connection.createStatement("""
                        insert into catalog_source as known (name, uri, attempted_at, synced_at, failure, components,
                                                             changes, problem_count, problems)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb)
                        on conflict (name) do update
                        set uri = excluded.uri,
                            attempted_at = excluded.attempted_at,
                            failure = excluded.failure,
                            synced_at = coalesce(excluded.synced_at, known.synced_at),
                            components = case when excluded.failure = '' then excluded.components else known.components end,
                            changes = case when excluded.failure = '' then excluded.changes else known.changes end,
                            problem_count =
                              case when excluded.failure = '' then excluded.problem_count else known.problem_count end,
                            problems = case when excluded.failure = '' then excluded.problems else known.problems end
                        """), sync)))
                .then();
    }

    private static Statement bound(Statement statement, CatalogSync sync) {
        var synced = sync.syncedAt().map(time -> time.atOffset(ZoneOffset.UTC));
        Statement bound = statement
                .bind("$1", sync.name())
                .bind("$2", sync.uri())
                .bind("$3", sync.attemptedAt().atOffset(ZoneOffset.UTC))
                .bind("$5", sync.failure())
                .bind("$6", sync.components())
                .bind("$7", sync.changes())
                .bind("$8", sync.problemCount())
                .bind("$9", json(sync.problems()));
        return synced.map(time -> bound.bind("$4", time)).orElseGet(() -> bound.bindNull("$4", OffsetDateTime.class));
    }

    private static String json(List<CatalogProblem> problems) {
        ArrayNode array = JSON.createArrayNode();
        problems.forEach(problem -> array.addObject()
                .put("entity", problem.entity())
                .put("place", problem.place())
                .put("text", problem.text()));
        return array.toString();
    }

    @Override
    public Flux<CatalogSync> list(String after, int limit) {
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement("""
                                select name, uri, attempted_at, synced_at, failure, components, changes, problem_count,
                                       problems::text as problems
                                from catalog_source where name > $1 order by name limit $2
                                """)
                                        .bind("$1", after)
                                        .bind("$2", limit),
                                PostgresCatalogSyncs::sync)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    private static CatalogSync sync(Readable row) {
        return new CatalogSync(
                Sql.column(row, "name", String.class),
                Sql.column(row, "uri", String.class),
                Sql.column(row, "attempted_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.get("synced_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Sql.column(row, "failure", String.class),
                Sql.column(row, "components", Integer.class),
                Sql.column(row, "changes", Integer.class),
                Sql.column(row, "problem_count", Integer.class),
                problems(Sql.column(row, "problems", String.class)));
    }

    private static List<CatalogProblem> problems(String json) {
        List<CatalogProblem> problems = new ArrayList<>();
        try {
            JSON.readTree(json)
                    .forEach(problem -> problems.add(new CatalogProblem(
                            problem.path("entity").asText(),
                            problem.path("place").asText(),
                            problem.path("text").asText())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problems of a catalog are stored as something else", e);
        }
        return problems;
    }

    @Override
    public Flux<FactState> broughtBy(String name) {
        return database.read(
                        connection -> Sql.rows(connection.createStatement("""
                                select f.* from service s join fact f on f.source = 'catalog' and f.source_id = s.id
                                where s.catalog_source = $1 and s.deleted_at is null
                                order by s.id
                                """).bind("$1", name), FactWriter::state)
                                .collectList())
                .flatMapIterable(rows -> rows);
    }
}
