/**
 * Samples of series, and the port through which they come. The watching of rules reads it; Prometheus and the recording
 * implement it. It knows nothing of rules or detectors.
 */
@NullMarked
package io.fawkes.anomaly.domain.sample;

import org.jspecify.annotations.NullMarked;
