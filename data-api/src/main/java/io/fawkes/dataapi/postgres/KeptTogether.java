package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.Telling;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.inbox.Delivery;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Several deliveries, their facts and their rows in one transaction: as many statements as for one. */
final class KeptTogether {

    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;

    KeptTogether(Generations generations, FactWriter facts, CommitHints hints) {
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
    }

    /** The deliveries as kept, in their order, after the commit. */
    Mono<List<Delivery>> written(List<KeptDelivery> kept) {
        List<Telling> tellings = kept.stream().flatMap(KeptDelivery::tellings).toList();
        return generations
                .write(transaction -> facts.merge(transaction, tellings)
                        .map(merged -> ended(kept, merged.written()))
                        .flatMap(ended ->
                                DeliveryRows.inserted(transaction, ended).thenReturn(ended)))
                .doOnNext(this::announce);
    }

    private static List<Delivery> ended(List<KeptDelivery> kept, List<Written> written) {
        List<Delivery> ended = new ArrayList<>(kept.size());
        int first = 0;
        for (KeptDelivery one : kept) {
            int next = first + one.revisions().size();
            ended.add(one.endedBy(written.subList(first, next)));
            first = next;
        }
        return ended;
    }

    private void announce(List<Delivery> ended) {
        if (ended.stream().anyMatch(delivery -> !delivery.facts().isEmpty())) {
            hints.committed();
        }
    }
}
