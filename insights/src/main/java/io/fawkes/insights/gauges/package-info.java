/**
 * Headline numbers for Prometheus. The composition root starts it.
 * It knows answers and OpenTelemetry, nothing of rpcs.
 */
@NullMarked
package io.fawkes.insights.gauges;

import org.jspecify.annotations.NullMarked;
