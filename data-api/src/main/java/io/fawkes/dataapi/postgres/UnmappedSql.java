package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/** Which sources nobody claims, counted over every kind of fact that names one, by its index of claims. */
final class UnmappedSql {

    private static final List<String> KINDS =
            List.of("deployment", "incident", "change", "build", "quality_gate", "slo_observation");

    private static final String QUERY =
            """
            select claim_key, claim_value, sum(facts)::bigint as facts, max(last_seen) as last_seen
            from (%s) as told
            where claim_key <> '' and not exists (
                select from claim where claim.key = told.claim_key and claim.value = told.claim_value)
            group by claim_key, claim_value
            order by last_seen desc, claim_key, claim_value
            limit $1
            """.formatted(KINDS.stream().map(UnmappedSql::told).collect(Collectors.joining(" union all ")));

    private UnmappedSql() {}

    private static String told(String kind) {
        return "select claim_key, claim_value, count(*) as facts, max(started_at) as last_seen from " + kind
                + " group by claim_key, claim_value";
    }

    static Flux<UnmappedSource> latest(Connection connection, int limit) {
        return Sql.rows(connection.createStatement(QUERY).bind("$1", limit), UnmappedSql::source);
    }

    private static UnmappedSource source(Readable row) {
        return new UnmappedSource(
                new SourceKey(Sql.column(row, "claim_key", String.class), Sql.column(row, "claim_value", String.class)),
                Sql.column(row, "facts", Long.class),
                Sql.column(row, "last_seen", OffsetDateTime.class).toInstant());
    }
}
