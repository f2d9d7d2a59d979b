/** The whole mesh through its public door, in both shapes. */
@NullMarked
package io.fawkes.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
