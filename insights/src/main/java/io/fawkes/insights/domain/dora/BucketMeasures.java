package io.fawkes.insights.domain.dora;

/**
 * One part of the window.
 *
 * @param window the part; all parts together are the whole
 */
public record BucketMeasures(Window window, Measures measures) {}
