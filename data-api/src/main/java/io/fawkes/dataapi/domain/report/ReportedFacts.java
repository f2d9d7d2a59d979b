package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Facts of one kind as they stand, found by name or listed.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface ReportedFacts {

    /** Merges {@code revision}, commits, and answers with the fact. The same request id again answers as first. */
    Mono<AttributedFact> report(Revision revision, Optional<RequestId> requestId);

    /**
     * The same for a reporter who is limited to rows: {@code permit} sees the fact as it stood, if it did, and as it stands
     * then; whatever it throws undoes the report.
     */
    Mono<AttributedFact> report(
            Revision revision, Optional<RequestId> requestId, Consumer<? super AttributedFact> permit);

    /** The fact of that id; empty if there is none. */
    Mono<AttributedFact> find(String id);

    /** The facts of those ids that there are, in any order. */
    Flux<AttributedFact> findAll(Set<String> ids);

    /** The facts that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than two seconds. */
    Flux<Listed<AttributedFact>> list(ListQuery query);
}
