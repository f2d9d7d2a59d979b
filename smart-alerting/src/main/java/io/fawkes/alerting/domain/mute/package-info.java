/**
 * Why an alert that fires is not told: other alerts that inhibit it, and silences. Pure values; the time is an argument.
 */
@NullMarked
package io.fawkes.alerting.domain.mute;

import org.jspecify.annotations.NullMarked;
