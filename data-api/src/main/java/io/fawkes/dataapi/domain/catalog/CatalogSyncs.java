package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.FactState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How following the catalogs went, and what they brought.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface CatalogSyncs {

    /** Keeps how it went; of a try that failed only that, so that the last whole reading stays. */
    Mono<Void> keep(CatalogSync sync);

    /** Those whose names come after {@code after}, by name. */
    Flux<CatalogSync> list(String after, int limit);

    /** The services that the catalog of that name brought and that are not deleted. */
    Flux<FactState> broughtBy(String name);
}
