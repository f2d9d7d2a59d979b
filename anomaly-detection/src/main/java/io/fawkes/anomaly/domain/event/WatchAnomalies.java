package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.event.AnomalyBook.ChangePage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams what becomes of anomalies: page after page while there is more, then whenever a hint or a second has come. */
public final class WatchAnomalies {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final AnomalyBook book;

    public WatchAnomalies(AnomalyBook book) {
        this.book = book;
    }

    /**
     * Pages from {@code cursor} on, or first one with the anomalies that are open. Without end; an idle watch answers an
     * empty page each second. A page is read when it is asked for: without demand there is no query.
     */
    public Flux<ChangePage> from(Optional<AnomalyCursor> cursor) {
        return cursor.map(this::after)
                .orElseGet(() -> book.current()
                        .flatMapMany(current -> Flux.concat(Mono.just(current), after(current.cursor()))));
    }

    private Flux<ChangePage> after(AnomalyCursor cursor) {
        return Flux.defer(() -> {
            var position = new AtomicReference<>(cursor);
            return occasions().concatMap(_ -> unread(position), 1);
        });
    }

    /** When to look: now, at each hint and each second. While one look lasts, further occasions become one. */
    private Flux<Long> occasions() {
        return Flux.merge(Mono.just(0L), book.hints(), Flux.interval(IDLE).onBackpressureDrop())
                .onBackpressureLatest();
    }

    private Flux<ChangePage> unread(AtomicReference<AnomalyCursor> position) {
        return Mono.defer(() -> book.after(position.get()))
                .expand(page -> page.isFull() ? book.after(page.cursor()) : Mono.empty())
                .doOnNext(page -> position.set(page.cursor()));
    }
}
