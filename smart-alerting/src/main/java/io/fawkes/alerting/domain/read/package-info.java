/**
 * What may be asked about alerts, groups, notifications and deliveries. Transports call it.
 */
@NullMarked
package io.fawkes.alerting.domain.read;

import org.jspecify.annotations.NullMarked;
