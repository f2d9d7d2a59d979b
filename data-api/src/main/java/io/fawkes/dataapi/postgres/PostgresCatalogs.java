package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.CatalogSyncs;

/**
 * The ports of the catalog.
 *
 * @param entries services, calendars, policies and survey answers
 * @param syncs how following catalogs goes
 */
public record PostgresCatalogs(Catalog entries, CatalogSyncs syncs) {}
