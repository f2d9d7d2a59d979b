package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/**
 * One status that a source reported of a rollout.
 *
 * @param status the status
 * @param occurredAt when the source says it came about
 */
public record StatusChange(RolloutStatus status, Instant occurredAt) {}
