/** Tests of who is let in, and how often. */
@NullMarked
package io.fawkes.gateway.access;

import org.jspecify.annotations.NullMarked;
