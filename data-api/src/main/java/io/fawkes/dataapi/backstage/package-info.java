/**
 * Catalogs in Backstage's format: files of this machine, and a Backstage over its REST API. The composition root opens
 * them; they know the catalog's domain and nothing of how it is kept.
 */
@NullMarked
package io.fawkes.dataapi.backstage;

import org.jspecify.annotations.NullMarked;
