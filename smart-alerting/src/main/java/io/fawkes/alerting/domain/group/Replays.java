package io.fawkes.alerting.domain.group;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Notifications that nobody was told, to be told after all. Publishers do nothing until subscribed. */
public interface Replays {

    /** Makes the dead ones of {@code notifications} ready again; how many. */
    Mono<Long> replay(List<UUID> notifications);

    /** Makes the dead ones of {@code receiver} ready again, at most 1,000, oldest first; how many. */
    Mono<Long> replay(String receiver);
}
