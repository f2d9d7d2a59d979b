/** The only door of the mesh. The composition root is here; only {@code standalone} may call it. */
@NullMarked
package io.fawkes.gateway;

import org.jspecify.annotations.NullMarked;
