package io.fawkes.alerting.domain.read;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** Why alerts are told as they are. Publishers do nothing until subscribed; safe for concurrent use. */
@FunctionalInterface
public interface Reasons {

    /** Why the alert of that id is; empty if there is none. */
    Mono<Why> why(UUID alert);
}
