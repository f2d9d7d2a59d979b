/**
 * What was reported, newest version of each fact, found by the service that claims it. The timeline and the live fold read it.
 * It knows nothing of metrics, clocks or transports.
 */
@NullMarked
package io.fawkes.insights.domain.fact;

import org.jspecify.annotations.NullMarked;
