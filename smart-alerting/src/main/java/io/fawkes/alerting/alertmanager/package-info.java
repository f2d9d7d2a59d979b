/**
 * Alertmanager's formats: its configuration file, its matchers, its webhook and its API. Only the composition root
 * calls it; it knows no transport.
 */
@NullMarked
package io.fawkes.alerting.alertmanager;

import org.jspecify.annotations.NullMarked;
