package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Facts with the service that claims them, which is found when they are read: a new claim needs no rewriting. */
final class PostgresReportedFacts implements ReportedFacts {

    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final String attributed;
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
        this.attributed = attributed(list);
        this.database = database;
        this.generations = generations;
        this.facts = facts;
        this.requests = requests;
        this.hints = hints;
        this.clock = clock;
    }

    private static String attributed(FactList list) {
        return """
                select f.*, coalesce('services/' || c.service, 'services/-') as service, coalesce(s.team, '') as team
                from %s l
                join fact f on f.source = l.source and f.source_id = l.source_id
                left join claim c on c.key = l.claim_key and c.value = l.claim_value
                left join service s on s.id = c.service
                """.formatted(list.table());
    }

    @Override
    public Mono<AttributedFact> report(Revision revision, Optional<RequestId> requestId) {
        return generations
                .write(transaction ->
                        requests.once(transaction, requestId, revision.key(), merged(transaction, revision)))
                .doOnNext(_ -> hints.committed())
                .flatMap(kept -> find(kept.key().id()));
    }

    private Mono<FactState> merged(Connection transaction, Revision revision) {
        return Mono.defer(() -> facts.merge(transaction, List.of(revision), "", clock.instant()))
                .map(merged -> merged.all().getFirst());
    }

    @Override
    public Mono<AttributedFact> find(String id) {
        return database.read(connection -> Sql.row(
                connection.createStatement(attributed + " where l.id = $1").bind("$1", id),
                PostgresReportedFacts::attributed));
    }

    @Override
    public Flux<AttributedFact> list(int limit, Optional<Position> position, Optional<Set<String>> teams) {
        return database.read(connection -> Sql.rows(
                                page(connection, limit, position, teams), PostgresReportedFacts::attributed)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    private Statement page(Connection connection, int limit, Optional<Position> position, Optional<Set<String>> teams) {
        Statement statement = connection
                .createStatement(attributed + " where (l.started_at, l.id) < ($2, $3)"
                        + (teams.isPresent() ? " and s.team = any($4)" : "")
                        + " order by l.started_at desc, l.id desc limit $1")
                .bind("$1", limit)
                .bind("$2", position.map(after -> utc(after.startedAt())).orElse(END_OF_TIME))
                .bind("$3", position.map(Position::id).orElse(""));
        teams.ifPresent(allowed -> statement.bind("$4", allowed.toArray(String[]::new)));
        return statement;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AttributedFact attributed(Readable row) {
        return new AttributedFact(
                FactWriter.state(row), Sql.column(row, "service", String.class), Sql.column(row, "team", String.class));
    }
}
