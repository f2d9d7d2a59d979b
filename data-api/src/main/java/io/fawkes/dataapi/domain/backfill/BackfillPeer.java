package io.fawkes.dataapi.domain.backfill;

import reactor.core.publisher.Mono;

/** A source as it answers about its past. Asks nothing until subscribed; safe for concurrent use. */
@FunctionalInterface
public interface BackfillPeer {

    /** The page that {@code backfill}'s cursor stands at; fails with {@link PeerFailure}. */
    Mono<Page> read(Backfill backfill);
}
