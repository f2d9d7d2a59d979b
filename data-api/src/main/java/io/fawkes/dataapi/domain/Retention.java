package io.fawkes.dataapi.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * How long is kept what must not be kept for ever.
 *
 * @param bodies bodies of deliveries; their rows stay
 * @param log months of the log after their end, of which then each fact's last state stays; empty if they are kept for ever
 */
public record Retention(Duration bodies, Optional<Duration> log) {

    /** Least time for which the log is kept. */
    public static final Duration SHORTEST_LOG = Duration.ofDays(31);

    /** 30 days of bodies, and the log for ever. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Optional.empty());
}
