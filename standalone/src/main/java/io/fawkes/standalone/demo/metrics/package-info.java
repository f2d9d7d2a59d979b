/**
 * What a Prometheus would have measured of the history's services, and a Prometheus that holds it, if there is one. The demo
 * hands it to its mesh; it knows the history and nothing of anomalies.
 */
@NullMarked
package io.fawkes.standalone.demo.metrics;

import org.jspecify.annotations.NullMarked;
