package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.postgres.FactWriter.Merged;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** Batches of revisions, each a transaction. */
final class PostgresFactBatches implements FactBatches {

    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;
    private final InstantSource clock;

    PostgresFactBatches(Generations generations, FactWriter facts, CommitHints hints, InstantSource clock) {
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public Mono<List<Written>> write(List<Revision> revisions, String delivery) {
        if (revisions.isEmpty()) {
            return Mono.just(List.of());
        }
        if (revisions.size() > LARGEST) {
            return Mono.error(new IllegalArgumentException(
                    "revisions: %d (expected: at most %d)".formatted(revisions.size(), LARGEST)));
        }
        return generations
                .write(transaction -> facts.merge(transaction, revisions, delivery, clock.instant()))
                .doOnNext(_ -> hints.committed())
                .map(Merged::written);
    }
}
