package io.fawkes.runtime.postgres;

import io.fawkes.runtime.telemetry.OwnContext;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Lets those of this process who look into the database at intervals look at once. A nudge that gets lost costs one pause.
 * Safe for concurrent use.
 */
public final class Nudge {

    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();

    /** Something is to be done, and is committed. Never blocks, never fails. */
    public void now() {
        // Where it meets another on its way, that one serves for both.
        var _ = nudges.tryEmitNext(true);
    }

    /** After {@code longest}, or at the next nudge; on a thread of its own either way. */
    public Mono<Boolean> pause(Duration longest) {
        return Mono.firstWithSignal(
                Mono.delay(longest).thenReturn(true),
                OwnContext.of(nudges.asFlux().next()).publishOn(Schedulers.parallel()));
    }
}
