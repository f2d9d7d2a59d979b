package io.fawkes.anomaly.domain.detector;

/**
 * An expected value and what it rests on.
 *
 * @param value the expected value
 * @param leading the forecast of the largest weight
 * @param share of the weight that it has, 0 to 1
 */
record Expectation(double value, Forecast leading, double share) {}
