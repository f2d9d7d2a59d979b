package io.fawkes.alerting.domain.group;

import reactor.core.publisher.Mono;

/** The names that data-api gave to the incidents which were reported to it. */
@FunctionalInterface
public interface IncidentNames {

    /** Notes that data-api calls our incident {@code id} by {@code name}; repeating it changes nothing. */
    Mono<Void> note(String id, String name);
}
