/** Keeps every fact of software delivery, once. The composition root is here; only {@code standalone} may call it. */
@NullMarked
package io.fawkes.dataapi;

import org.jspecify.annotations.NullMarked;
