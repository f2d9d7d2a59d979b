package io.fawkes.dataapi.domain.feed;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every fact as it was kept, append-only, in the order of the writing transactions; the truth of the store.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface FactLog {

    /** The first page of a {@link #look} at everything. */
    default Mono<FeedPage> after(FeedCursor cursor) {
        return after(cursor, FeedFilter.EVERYTHING);
    }

    /** The first page of a {@link #look}. */
    default Mono<FeedPage> after(FeedCursor cursor, FeedFilter filter) {
        return look(cursor, filter).map(List::getFirst);
    }

    /**
     * Reads the next facts after {@code cursor} that {@code filter} lets pass: a few pages, at least one, of which only the
     * last may be other than full. Never passes over a fact that a transaction still running may yet commit. Fails with
     * CursorExpired if a generation began since the cursor was given.
     */
    Mono<List<FeedPage>> look(FeedCursor cursor, FeedFilter filter);

    /** Signals, perhaps too often and perhaps not at all, that there may be new facts. Never ends, drops on overflow. */
    Flux<Long> hints();
}
