/**
 * Alerts: label sets, fingerprints, and how reports of one alert merge. Pure values; the time is an argument.
 */
@NullMarked
package io.fawkes.alerting.domain.alert;

import org.jspecify.annotations.NullMarked;
