/**
 * Load as the world brings it: at its own times, whether or not the last answer has come. Knows no service.
 */
@NullMarked
package io.fawkes.benchmarks.load;

import org.jspecify.annotations.NullMarked;
