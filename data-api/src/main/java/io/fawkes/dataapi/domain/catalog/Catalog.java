package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The services that exist and what they claim.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Catalog {

    /**
     * Adds {@code service} and its claims in one transaction. The same request id again answers as the first time.
     * Fails with ServiceExists, SourceKeyClaimed or RequestIdReused.
     */
    Mono<FactState> create(Service service, Optional<RequestId> requestId);

    /** The service of that id; empty if there is none. */
    Mono<FactState> find(String id);

    /** The services that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than two seconds. */
    Flux<Listed<FactState>> list(ListQuery query);
}
