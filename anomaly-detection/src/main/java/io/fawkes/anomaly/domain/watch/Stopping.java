package io.fawkes.anomaly.domain.watch;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The wish to stop. What waits gives up at once; what is being written is finished. Safe for concurrent use. */
final class Stopping {
    private final Sinks.Empty<Void> asked = Sinks.empty();
    private volatile boolean isAsked;

    void ask() {
        isAsked = true;
        asked.tryEmitEmpty();
    }

    boolean isNotAsked() {
        return !isAsked;
    }

    /** Completes when the wish comes. */
    Mono<Void> asked() {
        return asked.asMono();
    }

    /** Completes after {@code duration}, or when the wish comes. */
    Mono<Void> pause(Duration duration) {
        return Mono.delay(duration).takeUntilOther(asked.asMono()).then();
    }

    /** {@code waiting}, or nothing once the wish has come. */
    <T> Mono<T> unlessAsked(Mono<T> waiting) {
        return waiting.takeUntilOther(asked.asMono());
    }
}
