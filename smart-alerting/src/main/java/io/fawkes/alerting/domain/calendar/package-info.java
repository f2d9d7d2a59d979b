/**
 * Times of the day, the week, the month and the year that a configuration names. Pure values; the time is an argument.
 */
@NullMarked
package io.fawkes.alerting.domain.calendar;

import org.jspecify.annotations.NullMarked;
