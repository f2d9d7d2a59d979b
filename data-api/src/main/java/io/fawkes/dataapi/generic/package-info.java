/**
 * A JSON shape of our own, for senders that have none. It knows that shape and the domain.
 */
@NullMarked
package io.fawkes.dataapi.generic;

import org.jspecify.annotations.NullMarked;
