/**
 * What smart-alerting refuses. Everything here may use it; it knows the JDK only.
 */
@NullMarked
package io.fawkes.alerting.domain;

import org.jspecify.annotations.NullMarked;
