package io.fawkes.alerting.domain.group;

import reactor.core.publisher.Mono;

/**
 * The groups' timers, kept in the database: any number of replicas ask, one gets each group.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface GroupClock {

    /** Looks at the group that is due longest; everything it leads to is committed when this answers. False if none is due. */
    Mono<Boolean> lookAtNext();

    /** Lets alerts leave a group whose messages are settled, and closes it if none is left. False if there is none. */
    Mono<Boolean> tidyNext();
}
