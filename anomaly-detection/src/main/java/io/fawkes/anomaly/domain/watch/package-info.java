/**
 * The watching of rules: polls the source, feeds one detector a series, and tells the store what opened, changed and
 * closed. The composition root starts it. It knows no transport and no SQL; time comes from the source and a clock.
 */
@NullMarked
package io.fawkes.anomaly.domain.watch;

import org.jspecify.annotations.NullMarked;
