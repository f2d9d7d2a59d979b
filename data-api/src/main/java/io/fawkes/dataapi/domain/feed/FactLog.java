package io.fawkes.dataapi.domain.feed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every fact as it was kept, append-only, in the order of the writing transactions; the truth of the store.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface FactLog {

    /** The first of {@link #pages} of everything. */
    default Mono<FeedPage> after(FeedCursor cursor) {
        return after(cursor, FeedFilter.EVERYTHING);
    }

    /** The first of {@link #pages}. */
    default Mono<FeedPage> after(FeedCursor cursor, FeedFilter filter) {
        return pages(cursor, filter).next();
    }

    /**
     * Reads the next facts after {@code cursor} that {@code filter} lets pass, in one look: a few pages, at least one, of
     * which only the last may be other than full. Never passes over a fact that a transaction still running may yet
     * commit. Fails with CursorExpired if a generation began since the cursor was given.
     */
    Flux<FeedPage> pages(FeedCursor cursor, FeedFilter filter);

    /** Signals, perhaps too often and perhaps not at all, that there may be new facts. Never ends, drops on overflow. */
    Flux<Long> hints();
}
