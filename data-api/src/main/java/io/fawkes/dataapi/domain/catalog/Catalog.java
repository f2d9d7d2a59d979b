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
 * The services that exist and what they claim; the calendars and policies that they go by; what teams answered to surveys.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Catalog {

    /**
     * Adds {@code entry} and its claims in one transaction. The same request id again answers as the first time.
     * Fails with ResourceExists, SourceKeyClaimed, SubjectTaken, RequestIdReused, or InvalidField if it names a calendar or
     * policy that there is not.
     */
    Mono<FactState> create(Entry entry, Optional<RequestId> requestId);

    /**
     * Changes the entry of that id, as of {@code now}, in one transaction: {@code change} sees it as it is and answers with
     * what it shall be. What {@code change} throws is passed on, and nothing is changed; empty if there is no such entry.
     * Fails with SourceKeyClaimed, SubjectTaken, or InvalidField if it names a calendar or policy that there is not.
     */
    Mono<FactState> change(EntryKind kind, String id, Instant now, Function<FactState, EntryChange> change);

    /** The entries of those ids that there are, in any order. */
    Flux<FactState> findAll(EntryKind kind, Set<String> ids);

    /** The entry of that id; empty if there is none. */
    Mono<FactState> find(EntryKind kind, String id);

    /** The entries that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than two seconds. */
    Flux<Listed<FactState>> list(EntryKind kind, ListQuery query);

    /**
     * The source keys of facts that no service claims, the latest seen first; fails with FilterTooBroad if counting takes
     * longer than two seconds.
     */
    Flux<UnmappedSource> unmapped(int limit);
}
