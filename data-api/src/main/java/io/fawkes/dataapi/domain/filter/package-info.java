/**
 * AIP-160 filters and orders: read from text against a table of documented fields, into conditions with typed values.
 * Whoever lists something may call it; it knows no fact and no database.
 */
@NullMarked
package io.fawkes.dataapi.domain.filter;

import org.jspecify.annotations.NullMarked;
