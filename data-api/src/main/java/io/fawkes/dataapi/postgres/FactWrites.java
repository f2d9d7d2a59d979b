package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.postgres.Generations.GenerationStale;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes facts to their rows and to the log: one statement for any number, whose second half copies what its first wrote. */
final class FactWrites {

    private static final String TOLD = """
            with head as materialized (select current_generation() as generation),
            told as materialized (
              select source, source_id, kind, id, version, claim_key, claim_value, root_key, root_value,
                     substring($8::bytea from message_start for message_length) as message,
                     substring($11::bytea from provenance_start for provenance_length) as provenance
              from unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::text[], $7::text[],
                          $9::int[], $10::int[], $12::int[], $13::int[], $14::text[], $15::text[])
                as t (source, source_id, kind, id, version, claim_key, claim_value,
                      message_start, message_length, provenance_start, provenance_length, root_key, root_value)),
            """;

    private static final String ADDED = """
            written as (
              insert into fact (source, source_id, kind, id, version, message, provenance)
              select source, source_id, kind, id, version, message, provenance from told
              order by source, source_id
              on conflict do nothing
              returning source, source_id),
            """;

    private static final String CHANGED = """
            written as (
              update fact f
              set version = t.version, message = t.message, provenance = t.provenance
              from told t
              where f.source = t.source and f.source_id = t.source_id
              returning f.source, f.source_id),
            """;

    private static final String LOGGED = """
            logged as (
              insert into fact_log (generation, kind, source, source_id, version, message, provenance,
                                    claim_key, claim_value, root_key, root_value)
              select h.generation, t.kind, t.source, t.source_id, t.version, t.message, t.provenance,
                     t.claim_key, t.claim_value, t.root_key, t.root_value
              from told t join written w using (source, source_id) cross join head h
              where h.generation is not null)
            select w.source, w.source_id, h.generation is not null as current from written w cross join head h
            """;

    private final Connection transaction;
    private final Function<FactKey, Instant> receivedAt;

    FactWrites(Connection transaction, Function<FactKey, Instant> receivedAt) {
        this.transaction = transaction;
        this.receivedAt = receivedAt;
    }

    /** Adds those of {@code facts} that are not there; the keys of those it added. */
    Mono<Set<FactKey>> added(List<FactState> facts) {
        return written(ADDED, facts);
    }

    /** Changes {@code facts}, all of which are there and locked. */
    Mono<Set<FactKey>> changed(List<FactState> facts) {
        return written(CHANGED, facts);
    }

    private Mono<Set<FactKey>> written(String write, List<FactState> facts) {
        return Flux.just(facts)
                .filter(some -> !some.isEmpty())
                .concatMap(some -> Sql.rows(bound(TOLD + write + LOGGED, some), WrittenRow::of))
                .doOnNext(WrittenRow::demandCurrent)
                .map(WrittenRow::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Statement bound(String sql, List<FactState> facts) {
        Columns columns = Columns.ofStates(facts, receivedAt);
        Statement statement = transaction
                .createStatement(sql)
                .bind("$1", columns.sources())
                .bind("$2", columns.sourceIds())
                .bind("$3", columns.kinds())
                .bind("$4", columns.ids())
                .bind("$5", columns.versions())
                .bind("$6", columns.claimKeys())
                .bind("$7", columns.claimValues())
                .bind("$14", columns.rootKeys())
                .bind("$15", columns.rootValues());
        columns.messages().bind(statement, "$8", "$9", "$10");
        columns.provenances().bind(statement, "$11", "$12", "$13");
        return statement;
    }

    /** A row that was written, and whether the server is still the one that the log's generation was opened on. */
    private record WrittenRow(FactKey key, boolean current) {

        static WrittenRow of(Readable row) {
            return new WrittenRow(
                    new FactKey(Sql.column(row, "source", String.class), Sql.column(row, "source_id", String.class)),
                    Sql.column(row, "current", Boolean.class));
        }

        void demandCurrent() {
            if (!current) {
                throw new GenerationStale();
            }
        }
    }
}
