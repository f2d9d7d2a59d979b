package io.fawkes.dataapi.domain.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the log: look after look while there is more, then whenever a hint or a second has come. */
public final class WatchFacts {

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** From one look that found the end to the next, at least: under steady writing a look finds the facts of many commits. */
    private static final Duration PACE = Duration.ofMillis(20);

    private final FactLog log;

    public WatchFacts(FactLog log) {
        this.log = log;
    }

    /** Pages of everything. */
    public Flux<FeedPage> from(FeedCursor cursor) {
        return from(cursor, FeedFilter.EVERYTHING);
    }

    /**
     * Pages of what {@code filter} lets pass from {@code cursor} on, without end; an idle feed answers an empty page each
     * second. At most two looks are held: one whose pages are being taken and, while there is more, the next.
     */
    public Flux<FeedPage> from(FeedCursor cursor, FeedFilter filter) {
        return Flux.defer(() -> {
            var position = new AtomicReference<>(cursor);
            return occasions().concatMap(_ -> unread(position, filter).concatWith(pause()), 0);
        });
    }

    /** When to look: now, at each hint and each second. While one look lasts, further occasions become one. */
    private Flux<Long> occasions() {
        return Flux.merge(Mono.just(0L), log.hints(), Flux.interval(IDLE).onBackpressureDrop())
                .onBackpressureLatest();
    }

    private Flux<FeedPage> unread(AtomicReference<FeedCursor> position, FeedFilter filter) {
        var more = new AtomicBoolean();
        // A repetition begins when a look has ended, so the next one is read while the pages of the last one are sent.
        return Mono.defer(() -> log.look(position.get(), filter))
                .doOnNext(pages -> {
                    position.set(pages.getLast().cursor());
                    more.set(pages.getLast().isFull());
                })
                .repeat(more::get)
                .concatMap(Flux::fromIterable, 0);
    }

    private static Mono<FeedPage> pause() {
        return Mono.delay(PACE).then(Mono.empty());
    }
}
