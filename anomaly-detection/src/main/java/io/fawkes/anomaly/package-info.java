/** Says what is odd. The composition root is here; only {@code standalone} may call it. */
@NullMarked
package io.fawkes.anomaly;

import org.jspecify.annotations.NullMarked;
