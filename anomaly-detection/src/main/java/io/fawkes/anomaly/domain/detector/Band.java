package io.fawkes.anomaly.domain.detector;

/**
 * The values that would not open an event by lying above or below what was expected.
 *
 * @param lower negative infinity where no value is too low
 * @param upper positive infinity where no value is too high
 */
public record Band(double lower, double upper) {}
