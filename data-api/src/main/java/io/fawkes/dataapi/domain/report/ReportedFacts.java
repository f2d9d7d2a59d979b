package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

    /** The fact of that id; empty if there is none. */
    Mono<AttributedFact> find(String id);

    /**
     * Facts, newest first by the time they began, at most {@code limit}, after {@code position} if given.
     *
     * @param teams only those of services these teams own; empty means all
     */
    Flux<AttributedFact> list(int limit, Optional<Position> position, Optional<Set<String>> teams);

    /**
     * Where a page ended.
     *
     * @param startedAt of its last fact
     * @param id of its last fact
     */
    record Position(Instant startedAt, String id) {}
}
