/**
 * Prometheus as a source of samples, over its HTTP API. The composition root opens it.
 * It knows the source's port and nothing of rules.
 */
@NullMarked
package io.fawkes.anomaly.prometheus;

import org.jspecify.annotations.NullMarked;
