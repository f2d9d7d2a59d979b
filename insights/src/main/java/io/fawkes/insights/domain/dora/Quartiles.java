package io.fawkes.insights.domain.dora;

/** The three values that cut samples into quarters, interpolated. */
public record Quartiles<T>(T low, T median, T high) {}
