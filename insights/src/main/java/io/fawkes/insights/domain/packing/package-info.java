/**
 * Values as few bytes, and back, without loss. The fact book and the checkpoint use it. It knows the JDK only and not what the
 * values mean.
 */
@NullMarked
package io.fawkes.insights.domain.packing;

import org.jspecify.annotations.NullMarked;
