package io.fawkes.anomaly.domain.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Anomalies as they are kept, and the log of their changes.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface AnomalyBook {

    /** The anomaly of that id; empty if there is none. */
    Mono<Anomaly> find(String id);

    /** Anomalies after {@code position}, newest onset first; from the newest on without one. */
    Flux<Anomaly> list(int limit, Optional<Position> position);

    /** The anomalies that are open, and the place in the log at which they were. */
    Mono<ChangePage> current();

    /**
     * Up to {@value ChangePage#LARGEST} changes after {@code cursor} in the order of their commits: a change that is
     * committed later is never before one that was read. CursorExpired if the server is no longer the one that gave it.
     */
    Mono<ChangePage> after(AnomalyCursor cursor);

    /** Signals that changes may have been committed; only a hint. Never ends, never fails. */
    Flux<Long> hints();

    /** Where a page of the list ended. */
    record Position(Instant openTime, String id) {}

    /**
     * Changes that were read at once.
     *
     * @param cursor where to go on after them
     * @param readAt the database's clock then
     */
    record ChangePage(List<AnomalyChange> changes, AnomalyCursor cursor, Instant readAt) {
        /** Most changes of a page that was read from the log. */
        public static final int LARGEST = 500;

        public ChangePage {
            changes = List.copyOf(changes);
        }

        /** Whether more may be there. */
        boolean isFull() {
            return changes.size() >= LARGEST;
        }
    }
}
