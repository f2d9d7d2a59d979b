/**
 * The {@code fawkes bench} command. It knows which benchmarks there are, and nothing of what they measure.
 */
@NullMarked
package io.fawkes.benchmarks;

import org.jspecify.annotations.NullMarked;
