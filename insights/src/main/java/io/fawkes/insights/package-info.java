/** Folds facts into answers. The composition root is here; only {@code standalone} may call it. */
@NullMarked
package io.fawkes.insights;

import org.jspecify.annotations.NullMarked;
