package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deliveries as they came, and the only way from a delivery to facts.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Inbox {

    /**
     * Keeps {@code delivery} and merges {@code revisions}, then answers with the delivery as kept: DUPLICATE if it was
     * received before or changed nothing. Both are committed when this answers; a repeated call is a duplicate.
     */
    Mono<Delivery> keep(Delivery delivery, List<Revision> revisions);

    /**
     * Keeps what a new reading made of {@code delivery}: merges what it says and writes the outcome, in one with the last of
     * it. Fails with NotReplayable if the body was emptied meanwhile.
     */
    Mono<Replay> replayed(Delivery delivery, Understanding reading);

    /** The delivery with its body; empty if there is none of that id. */
    Mono<Delivery> find(UUID id);

    /**
     * The deliveries that {@code query} asks for, without their bodies; fails with FilterTooBroad if finding them takes
     * longer than two seconds.
     */
    Flux<Listed<Delivery>> list(ListQuery query);
}
