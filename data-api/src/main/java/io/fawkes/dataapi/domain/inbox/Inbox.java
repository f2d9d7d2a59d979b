package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** The delivery with its body; empty if there is none of that id. */
    Mono<Delivery> find(UUID id);

    /** Deliveries without their bodies, newest first, at most {@code limit}, after {@code position} if given. */
    Flux<Delivery> list(int limit, Optional<Position> position);

    /**
     * Where a page ended.
     *
     * @param receivedAt of its last delivery
     * @param id of its last delivery
     */
    record Position(Instant receivedAt, UUID id) {}
}
