/**
 * Traces, metrics and logs of a process, by OpenTelemetry. Composition roots start it and hand its parts on. It knows no
 * instrument of any service and registers nothing globally but the bridge from Reactor's context.
 */
@NullMarked
package io.fawkes.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
