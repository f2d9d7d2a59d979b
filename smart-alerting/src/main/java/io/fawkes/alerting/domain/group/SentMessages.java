package io.fawkes.alerting.domain.group;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** How receivers call what they were told of a group, so that it can be changed in place. */
public interface SentMessages {

    /** What {@code integration} calls its message about {@code group}; empty if it has none. */
    Mono<String> find(UUID group, String integration);

    /** Notes it; repeating it changes nothing. */
    Mono<Void> note(UUID group, String integration, String reference);
}
