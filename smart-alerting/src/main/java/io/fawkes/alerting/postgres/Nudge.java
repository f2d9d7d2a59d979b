package io.fawkes.alerting.postgres;

import io.opentelemetry.context.Context;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Lets those who look at the database look at once. A hint that gets lost costs one pause. Safe for concurrent use. */
final class Nudge {

    private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();

    /** Something is to be done. Never blocks, never fails. */
    void now() {
        Context.root().wrap(this::emit).run();
    }

    /** In no context: the nudging rpc's own ends with that rpc, and would cancel every call that follows for good. */
    private void emit() {
        // Where this hint meets another on its way, that one serves for both.
        var _ = nudges.tryEmitNext(true);
    }

    /** After {@code longest}, or at the next nudge. */
    Mono<Boolean> pause(Duration longest) {
        return Mono.firstWithSignal(
                Mono.delay(longest).thenReturn(true), nudges.asFlux().next().publishOn(Schedulers.parallel()));
    }
}
