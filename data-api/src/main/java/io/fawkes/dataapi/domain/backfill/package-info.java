/**
 * Reading the past of sources: what was asked, how far it is, and what reads it page by page. Called by rpcs and by the
 * worker; it knows no source, no transport and no database.
 */
@NullMarked
package io.fawkes.dataapi.domain.backfill;

import org.jspecify.annotations.NullMarked;
