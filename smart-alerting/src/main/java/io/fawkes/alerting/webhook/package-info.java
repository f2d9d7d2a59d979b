/**
 * The webhook receiver: payload version 4 and how it is posted. It knows the domain and HTTP, no configuration file
 * and no database.
 */
@NullMarked
package io.fawkes.alerting.webhook;

import org.jspecify.annotations.NullMarked;
