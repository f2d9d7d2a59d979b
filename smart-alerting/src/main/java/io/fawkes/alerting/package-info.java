/**
 * smart-alerting: the composition root, its settings and the process.
 */
@NullMarked
package io.fawkes.alerting;

import org.jspecify.annotations.NullMarked;
