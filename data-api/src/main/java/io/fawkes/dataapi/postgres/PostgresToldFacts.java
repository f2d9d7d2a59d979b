package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.backfill.ToldFacts;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Facts as they stand, for what reads a source's past: it says nothing of what is known already. */
final class PostgresToldFacts implements ToldFacts {

    private final Database database;
    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;

    PostgresToldFacts(Database database, Generations generations, FactWriter facts, CommitHints hints) {
        this.database = database;
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
    }

    @Override
    public Mono<Map<FactKey, FactState>> known(Set<FactKey> keys) {
        List<FactKey> asked = List.copyOf(keys);
        return database.read(connection -> Sql.rows(
                        connection
                                .createStatement("""
                                select source, source_id, kind, version, message, provenance
                                from fact
                                where (source, source_id) in (select * from unnest($1::text[], $2::text[]))
                                  and version > 0
                                """)
                                .bind("$1", asked.stream().map(FactKey::source).toArray(String[]::new))
                                .bind(
                                        "$2",
                                        asked.stream().map(FactKey::sourceId).toArray(String[]::new)),
                        FactWriter::state)
                .collectMap(FactState::key));
    }

    @Override
    public Mono<Long> tell(List<Revision> revisions, Instant now) {
        return Flux.fromIterable(revisions)
                .buffer(FactBatches.LARGEST)
                .concatMap(batch -> generations.write(transaction -> facts.merge(transaction, batch, "", now)))
                .map(merged -> (long) merged.changed().size())
                .reduce(0L, Long::sum)
                .doOnNext(changed -> announce(changed));
    }

    private void announce(long changed) {
        if (changed > 0) {
            hints.committed();
        }
    }
}
