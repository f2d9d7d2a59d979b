/**
 * A file of samples as a source: for demonstrations, tests and backtests. The composition root opens it.
 * It knows the source's port and nothing of rules.
 */
@NullMarked
package io.fawkes.anomaly.recording;

import org.jspecify.annotations.NullMarked;
