/**
 * API tokens: what one lets its bearer do, and how long. The store is a port; who may make which is judged where callers are
 * known.
 */
@NullMarked
package io.fawkes.dataapi.domain.token;

import org.jspecify.annotations.NullMarked;
