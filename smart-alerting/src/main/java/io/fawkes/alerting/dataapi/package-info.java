/**
 * data-api as smart-alerting sees it: the place where incidents are reported. Only the composition root calls it.
 */
@NullMarked
package io.fawkes.alerting.dataapi;

import org.jspecify.annotations.NullMarked;
