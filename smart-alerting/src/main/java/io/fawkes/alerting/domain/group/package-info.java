/**
 * Groups: when they are told, what of, and as which incident. Pure decisions over snapshots; the time is an argument.
 */
@NullMarked
package io.fawkes.alerting.domain.group;

import org.jspecify.annotations.NullMarked;
