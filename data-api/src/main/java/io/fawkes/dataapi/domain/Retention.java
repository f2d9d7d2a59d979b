package io.fawkes.dataapi.domain;

import java.time.Duration;

/**
 * How long is kept what must not be kept for ever.
 *
 * @param bodies bodies of deliveries; their rows stay
 */
public record Retention(Duration bodies) {

    /** 30 days of bodies. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(30));
}
