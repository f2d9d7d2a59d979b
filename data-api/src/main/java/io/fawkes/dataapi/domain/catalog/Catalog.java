package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /**
     * Changes the service of that id, as of {@code now}, in one transaction: {@code change} sees it as it is and answers with what it shall be.
     * What {@code change} throws is passed on, and nothing is changed; empty if there is no such service. Fails with
     * SourceKeyClaimed.
     */
    Mono<FactState> change(String id, Instant now, Function<FactState, ServiceChange> change);

    /** The services of those ids that there are, in any order. */
    Flux<FactState> findAll(Set<String> ids);

    /** The service of that id; empty if there is none. */
    Mono<FactState> find(String id);

    /** The services that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than two seconds. */
    Flux<Listed<FactState>> list(ListQuery query);

    /**
     * The source keys of facts that no service claims, the latest seen first; fails with FilterTooBroad if counting takes
     * longer than two seconds.
     */
    Flux<UnmappedSource> unmapped(int limit);
}
