/**
 * PagerDuty's webhooks, version 3: signature, and how an incident's event becomes a revision. It knows PagerDuty's JSON
 * and the domain.
 */
@NullMarked
package io.fawkes.dataapi.pagerduty;

import org.jspecify.annotations.NullMarked;
