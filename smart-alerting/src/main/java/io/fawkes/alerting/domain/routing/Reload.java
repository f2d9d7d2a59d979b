package io.fawkes.alerting.domain.routing;

import reactor.core.publisher.Mono;

/** Reads the configuration again. */
@FunctionalInterface
public interface Reload {

    /** Completes when the configuration that is read now is in use; fails, and changes nothing, if it is wrong. */
    Mono<Void> reload();
}
