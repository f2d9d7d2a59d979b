package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Facts as they stand, with their lists, and a row of the log each: readers of the feed learn of it as of any change. */
final class ErasedFacts implements ErasureStep {

    private final FactWriter facts;
    private final InstantSource clock;

    ErasedFacts(FactWriter facts, InstantSource clock) {
        this.facts = facts;
        this.clock = clock;
    }

    private record Row(FactKey key, boolean mentioned) {}

    @Override
    public Mono<Page> page(Connection transaction, Wanted wanted, List<String> position) {
        return Sql.rows(
                        transaction
                                .createStatement("""
                                select source, source_id, mentions(message, $4) as mentioned
                                from fact
                                where (source, source_id) > ($1, $2) and ($3 = '' or source = $3)
                                order by source, source_id limit $5
                                """)
                                .bind("$1", position.isEmpty() ? "" : position.getFirst())
                                .bind("$2", position.isEmpty() ? "" : position.getLast())
                                .bind("$3", wanted.person().source())
                                .bind("$4", wanted.person().login())
                                .bind("$5", FactBatches.LARGEST),
                        row -> new Row(
                                new FactKey(
                                        Sql.column(row, "source", String.class),
                                        Sql.column(row, "source_id", String.class)),
                                Sql.column(row, "mentioned", Boolean.class)))
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? Mono.just(Page.NONE) : rewritten(transaction, wanted, rows));
    }

    private Mono<Page> rewritten(Connection transaction, Wanted wanted, List<Row> rows) {
        FactKey last = rows.getLast().key();
        Set<FactKey> mentioning =
                rows.stream().filter(Row::mentioned).map(Row::key).collect(Collectors.toUnmodifiableSet());
        return facts.rewrite(transaction, mentioning, wanted.pseudonym()::in, clock.instant())
                .map(changed -> new Page(List.of(last.source(), last.sourceId()), changed));
    }
}
