/**
 * PagerDuty's Events API, version 2, as a receiver. Called by the configuration and by the outbox; knows no rpc and no database.
 */
@NullMarked
package io.fawkes.alerting.pagerduty;

import org.jspecify.annotations.NullMarked;
