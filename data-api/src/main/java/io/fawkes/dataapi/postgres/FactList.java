package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The table by which facts of one kind are found and listed; the facts themselves stay in their rows of {@code fact}.
 *
 * @param table its name
 * @param shape what it lists
 */
record FactList(String table, Shape shape) {

    static final List<FactList> ALL = Shape.ALL.stream().map(FactList::of).toList();

    private static final SourceKey NO_CLAIM = new SourceKey("", "");

    static FactList of(Shape shape) {
        return new FactList(shape.kind().name().toLowerCase(Locale.ROOT), shape);
    }

    /** Writes the rows of those of {@code changed} that this list holds. */
    Mono<Long> upserted(Connection transaction, List<FactState> changed) {
        List<FactState> mine =
                changed.stream().filter(state -> state.kind() == shape.kind()).toList();
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
        return state.get(shape.claim()).orElse(NO_CLAIM);
    }

    private OffsetDateTime startOf(FactState state) {
        return shape.began(state).atOffset(ZoneOffset.UTC);
    }
}
