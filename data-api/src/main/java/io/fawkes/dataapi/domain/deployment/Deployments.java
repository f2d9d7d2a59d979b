package io.fawkes.dataapi.domain.deployment;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deployments as they stand, found by name or listed.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Deployments {

    /** Merges {@code revision}, commits, and answers with the deployment. The same request id again answers as first. */
    Mono<AttributedDeployment> report(Revision revision, Optional<RequestId> requestId);

    /** The deployment of that id; empty if there is none. */
    Mono<AttributedDeployment> find(String id);

    /**
     * Deployments, newest first by the time they were asked for, at most {@code limit}, after {@code position} if given.
     *
     * @param teams only those of services these teams own; empty means all
     */
    Flux<AttributedDeployment> list(int limit, Optional<Position> position, Optional<Set<String>> teams);

    /**
     * Where a page ended.
     *
     * @param createdAt of its last deployment
     * @param id of its last deployment
     */
    record Position(Instant createdAt, String id) {}
}
