package io.fawkes.anomaly.domain.sample;

import java.time.Duration;
import java.time.Instant;

/**
 * What is asked for: the value of an expression at each step.
 *
 * @param promql the expression
 * @param start first time asked for
 * @param end last time asked for, not before {@code start}
 * @param step distance of two times, whole seconds
 */
public record SampleQuery(String promql, Instant start, Instant end, Duration step) {}
