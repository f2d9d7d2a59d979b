package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The table by which facts of one kind are found and listed; the facts themselves stay in their rows of {@code fact}.
 *
 * @param table its name
 * @param kind what it lists
 * @param claim the field that says whose a fact is
 * @param start the field that says when it began
 */
record FactList(String table, FactKind kind, Field<SourceKey> claim, Field<Instant> start) {

    static final FactList DEPLOYMENTS =
            new FactList("deployment", FactKind.DEPLOYMENT, DeploymentFields.SOURCE_KEY, DeploymentFields.CREATE_TIME);

    static final FactList INCIDENTS =
            new FactList("incident", FactKind.INCIDENT, IncidentFields.SOURCE_KEY, IncidentFields.START_TIME);

    static final List<FactList> ALL = List.of(DEPLOYMENTS, INCIDENTS);

    private static final SourceKey NO_CLAIM = new SourceKey("", "");

    /** Writes the rows of those of {@code changed} that this list holds. */
    Mono<Long> upserted(Connection transaction, List<FactState> changed) {
        List<FactState> mine =
                changed.stream().filter(state -> state.kind() == kind).toList();
        return mine.isEmpty() ? Mono.just(0L) : written(transaction, mine);
    }

    private Mono<Long> written(Connection transaction, List<FactState> states) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into %s (id, source, source_id, claim_key, claim_value, started_at)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                        on conflict (id) do update
                        set claim_key = excluded.claim_key,
                            claim_value = excluded.claim_value,
                            started_at = excluded.started_at
                        """.formatted(table))
                .bind("$1", texts(states, state -> state.key().id()))
                .bind("$2", texts(states, state -> state.key().source()))
                .bind("$3", texts(states, state -> state.key().sourceId()))
                .bind("$4", texts(states, state -> claimOf(state).key()))
                .bind("$5", texts(states, state -> claimOf(state).canonicalValue()))
                .bind("$6", states.stream().map(this::startOf).toArray(OffsetDateTime[]::new)));
    }

    private static String[] texts(List<FactState> states, Function<FactState, String> column) {
        return states.stream().map(column).toArray(String[]::new);
    }

    private SourceKey claimOf(FactState state) {
        return state.get(claim).orElse(NO_CLAIM);
    }

    /** When it began; a fact that never says is listed by the time of its newest revision. */
    private OffsetDateTime startOf(FactState state) {
        return state.get(start).orElseGet(state::occurredAt).atOffset(ZoneOffset.UTC);
    }
}
