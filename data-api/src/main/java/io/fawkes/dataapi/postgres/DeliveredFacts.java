package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.postgres.FactWriter.Merged;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a delivery says, written in transactions' worth: the last of them with whatever the delivery's own row becomes. */
final class DeliveredFacts {

    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;

    DeliveredFacts(Generations generations, FactWriter facts, CommitHints hints) {
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
    }

    /** Merges {@code revisions}; in the last transaction runs {@code end} with the names of all facts that changed. */
    <T> Mono<T> written(
            Delivery delivery, List<Revision> revisions, BiFunction<Connection, List<String>, Mono<T>> end) {
        List<List<Revision>> batches = batches(revisions);
        return Flux.fromIterable(batches.subList(0, batches.size() - 1))
                .concatMap(batch -> generations.write(transaction -> merged(transaction, delivery, batch)))
                .reduce(List.<String>of(), DeliveredFacts::joined)
                .flatMap(earlier -> generations.write(transaction -> merged(transaction, delivery, batches.getLast())
                        .map(last -> joined(earlier, last))
                        .flatMap(changed -> end.apply(transaction, changed).map(row -> new Written<>(row, changed)))))
                .doOnNext(this::announce)
                .map(Written::row);
    }

    private record Written<T>(T row, List<String> changed) {}

    private void announce(Written<?> written) {
        if (!written.changed().isEmpty()) {
            hints.committed();
        }
    }

    /** The last batch, which may be empty, is written with the delivery. */
    static List<List<Revision>> batches(List<Revision> revisions) {
        List<List<Revision>> batches = new ArrayList<>();
        for (int from = 0; from < revisions.size(); from += FactBatches.LARGEST) {
            batches.add(revisions.subList(from, Math.min(revisions.size(), from + FactBatches.LARGEST)));
        }
        return batches.isEmpty() ? List.of(List.of()) : batches;
    }

    private Mono<List<String>> merged(Connection transaction, Delivery delivery, List<Revision> batch) {
        return facts.merge(transaction, batch, delivery.name(), delivery.receivedAt())
                .map(Merged::changed)
                .map(changed -> changed.stream().map(FactState::name).toList());
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
