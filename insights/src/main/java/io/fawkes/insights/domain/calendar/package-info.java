/**
 * Which time is worked. Timelines and metrics ask it.
 * It knows days and holidays, nothing of facts or metrics.
 */
@NullMarked
package io.fawkes.insights.domain.calendar;

import org.jspecify.annotations.NullMarked;
