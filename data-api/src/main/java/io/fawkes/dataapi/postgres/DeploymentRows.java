package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;

/** The list's rows of some deployments. */
record DeploymentRows(List<FactState> deployments) {

    private static final SourceKey NO_CLAIM = new SourceKey("", "");

    static DeploymentRows of(List<FactState> deployments) {
        return new DeploymentRows(deployments);
    }

    Mono<Long> upserted(Connection transaction) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into deployment (id, source, source_id, claim_key, claim_value, created_at)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
                        on conflict (id) do update
                        set claim_key = excluded.claim_key,
                            claim_value = excluded.claim_value,
                            created_at = excluded.created_at
                        """)
                .bind("$1", texts(state -> state.key().id()))
                .bind("$2", texts(state -> state.key().source()))
                .bind("$3", texts(state -> state.key().sourceId()))
                .bind("$4", texts(state -> claim(state).key()))
                .bind("$5", texts(state -> claim(state).canonicalValue()))
                .bind("$6", deployments.stream().map(DeploymentRows::createdAt).toArray(OffsetDateTime[]::new)));
    }

    private String[] texts(java.util.function.Function<FactState, String> column) {
        return deployments.stream().map(column).toArray(String[]::new);
    }

    private static SourceKey claim(FactState state) {
        return state.get(DeploymentFields.SOURCE_KEY).orElse(NO_CLAIM);
    }

    /** When it was asked for; a deployment that never says is listed by the time of its newest revision. */
    private static OffsetDateTime createdAt(FactState state) {
        Instant created = state.get(DeploymentFields.CREATE_TIME).orElseGet(state::occurredAt);
        return created.atOffset(ZoneOffset.UTC);
    }
}
