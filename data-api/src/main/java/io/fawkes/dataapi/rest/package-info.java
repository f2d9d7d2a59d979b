/**
 * Asking the REST interfaces of sources: one origin, bounded answers, deadlines, retries and rate limits. The packages of
 * sources call it; it knows none of them.
 */
@NullMarked
package io.fawkes.dataapi.rest;

import org.jspecify.annotations.NullMarked;
