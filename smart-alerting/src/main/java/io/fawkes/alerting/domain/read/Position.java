package io.fawkes.alerting.domain.read;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param at time by which the list is ordered, of its last row
 * @param id of its last row
 */
public record Position(Instant at, UUID id) {}
