package io.fawkes.alerting.domain.read;

import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is kept of one kind, to be read.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Records<T> {

    /** The one of that id with everything that is known of it; empty if there is none. */
    Mono<T> find(UUID id);

    /** Newest first, at most {@code limit}, after {@code position} if given; without what only {@link #find} shows. */
    Flux<T> list(int limit, Optional<Position> position);
}
