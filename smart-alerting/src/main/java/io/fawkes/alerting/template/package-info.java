/**
 * The part of Go's templates that alertmanager.yml may use here: fields, ranges and conditions, no code. Called by the
 * configuration and by receivers; pure.
 */
@NullMarked
package io.fawkes.alerting.template;

import org.jspecify.annotations.NullMarked;
