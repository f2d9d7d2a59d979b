/**
 * Exact statistics of samples: percentiles, proportions and days. Metrics call it.
 * It knows nothing of what the numbers mean.
 */
@NullMarked
package io.fawkes.insights.domain.statistics;

import org.jspecify.annotations.NullMarked;
