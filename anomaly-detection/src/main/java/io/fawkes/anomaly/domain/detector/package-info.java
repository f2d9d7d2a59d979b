/**
 * The tail-record detector of one series: what is expected, how unusual the difference is, and when an event begins and
 * ends. The watching of rules feeds it. It knows no clock, no thread and no Reactor: outputs are a function of the points so far.
 */
@NullMarked
package io.fawkes.anomaly.domain.detector;

import org.jspecify.annotations.NullMarked;
