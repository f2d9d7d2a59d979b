package io.fawkes.dataapi.domain.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the log: page after page while there is more, then whenever a hint or a second has come. */
public final class WatchFacts {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final FactLog log;

    public WatchFacts(FactLog log) {
        this.log = log;
    }

    /** Pages of everything. */
    public Flux<FeedPage> from(FeedCursor cursor) {
        return from(cursor, FeedFilter.EVERYTHING);
    }

    /**
     * Pages of what {@code filter} lets pass from {@code cursor} on, without end; an idle feed answers an empty page each second. A page is read when it
     * is asked for: without demand there is no query.
     */
    public Flux<FeedPage> from(FeedCursor cursor, FeedFilter filter) {
        return Flux.defer(() -> {
            var position = new AtomicReference<>(cursor);
            return occasions().concatMap(_ -> unread(position, filter), 1);
        });
    }

    /** When to look: now, at each hint and each second. While one look lasts, further occasions become one. */
    private Flux<Long> occasions() {
        return Flux.merge(Mono.just(0L), log.hints(), Flux.interval(IDLE).onBackpressureDrop())
                .onBackpressureLatest();
    }

    private Flux<FeedPage> unread(AtomicReference<FeedCursor> position, FeedFilter filter) {
        return Mono.defer(() -> log.after(position.get(), filter))
                .expand(page -> page.isFull() ? log.after(page.cursor(), filter) : Mono.empty())
                .doOnNext(page -> position.set(page.cursor()));
    }
}
