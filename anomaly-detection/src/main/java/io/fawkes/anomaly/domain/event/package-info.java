/**
 * Anomalies: what was odd, told as it changes, listed and explained. The watching of rules makes them, the rpcs read them.
 * It knows no detector's inside and no storage.
 */
@NullMarked
package io.fawkes.anomaly.domain.event;

import org.jspecify.annotations.NullMarked;
