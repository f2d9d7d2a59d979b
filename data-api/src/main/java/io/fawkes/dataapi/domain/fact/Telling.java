package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/**
 * A revision as it came.
 *
 * @param revision what a source says
 * @param delivery the delivery that brought it, {@code deliveries/{delivery}}; empty if none did
 * @param receivedAt when it came
 */
public record Telling(Revision revision, String delivery, Instant receivedAt) {}
