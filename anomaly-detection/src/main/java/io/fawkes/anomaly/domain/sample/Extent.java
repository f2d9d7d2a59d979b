package io.fawkes.anomaly.domain.sample;

import java.time.Instant;
import java.util.Optional;

/**
 * Which times a source can be asked about.
 *
 * @param beginning where its past begins, if it is one of its own that counts from there on; empty for a live source,
 *     whose past reaches back as far as one cares to ask
 * @param settled last time whose values do not change any more
 */
public record Extent(Optional<Instant> beginning, Instant settled) {}
