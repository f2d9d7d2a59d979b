package io.fawkes.alerting.domain.routing;

import java.time.Duration;

/**
 * When the groups of a route are told.
 *
 * @param groupWait after a group was made, until it is first told
 * @param groupInterval between two looks at a group
 * @param repeatInterval after which an unchanged firing group is told again, at a look
 */
public record Timers(Duration groupWait, Duration groupInterval, Duration repeatInterval) {

    /** Alertmanager's defaults. */
    public static final Timers DEFAULT = new Timers(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));
}
