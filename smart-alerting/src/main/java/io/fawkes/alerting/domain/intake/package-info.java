/**
 * How alerts come in: judged, kept with their delivery and their groups' timers, then answered.
 */
@NullMarked
package io.fawkes.alerting.domain.intake;

import org.jspecify.annotations.NullMarked;
