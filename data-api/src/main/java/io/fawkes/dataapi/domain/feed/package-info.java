/**
 * The fact feed: every fact, without gaps, from a cursor on. The log it reads is its port.
 */
@NullMarked
package io.fawkes.dataapi.domain.feed;

import org.jspecify.annotations.NullMarked;
