package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Backfills that were asked for.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Backfills {

    /** Keeps a new one; a repeated request answers with the first one's. Fails with BackfillExists or RequestIdReused. */
    Mono<Backfill> create(Backfill backfill, Optional<RequestId> requestId);

    /** The backfill; empty if there is none of that id. */
    Mono<Backfill> find(String id);

    /** What of its pages was not understood, the first hundred. */
    Flux<Page.Rejected> rejections(String id);

    /** The backfills that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than 2 s. */
    Flux<Listed<Backfill>> list(ListQuery query);

    /** Changes one, alone; empty if there is none of that id. */
    Mono<Backfill> change(String id, UnaryOperator<Backfill> change);

    /** Waits for the turn, which one process has at a time, and runs {@code work} as long as it lasts. */
    <T> Flux<T> hold(Function<Turn, ? extends Publisher<T>> work);

    /** The right to go on with backfills. A write of a process whose turn is over fails and changes nothing. */
    interface Turn {

        /** Those that have something to do at {@code now}, the one that waited longest first. */
        Flux<Backfill> due(Instant now, int limit);

        /** Keeps the page's facts and with the last of them where the next page begins. */
        Mono<Backfill> keep(Backfill backfill, Page page, Instant now);

        /** Changes one under the turn. */
        Mono<Backfill> change(String id, UnaryOperator<Backfill> change);
    }
}
