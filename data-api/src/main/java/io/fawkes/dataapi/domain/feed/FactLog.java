package io.fawkes.dataapi.domain.feed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every fact as it was kept, append-only, in the order of the writing transactions; the truth of the store.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface FactLog {

    /** Reads as {@link #after(FeedCursor, FeedFilter)} does, everything. */
    default Mono<FeedPage> after(FeedCursor cursor) {
        return after(cursor, FeedFilter.EVERYTHING);
    }

    /**
     * Reads at most {@link FeedPage#LARGEST} facts after {@code cursor} that {@code filter} lets pass. Never passes over a fact that a transaction
     * still running may yet commit. Fails with CursorExpired if a generation began since the cursor was given.
     */
    Mono<FeedPage> after(FeedCursor cursor, FeedFilter filter);

    /** Signals, perhaps too often and perhaps not at all, that there may be new facts. Never ends, drops on overflow. */
    Flux<Long> hints();
}
