/**
 * What anomaly-detection refuses to do, in its own words. The rooms below hold the rest; transports translate.
 * It knows the JDK only.
 */
@NullMarked
package io.fawkes.anomaly.domain;

import org.jspecify.annotations.NullMarked;
