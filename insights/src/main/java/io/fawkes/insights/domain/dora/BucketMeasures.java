package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.Nullable;

/**
 * One part of the window.
 *
 * @param window the part; all parts together are the whole
 * @param workdays durations by worked time; null unless asked for
 */
public record BucketMeasures(
        Window window, Measures measures, @Nullable WorkdaySeries workdays) {}
