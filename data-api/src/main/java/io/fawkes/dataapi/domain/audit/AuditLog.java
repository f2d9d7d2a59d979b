package io.fawkes.dataapi.domain.audit;

import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The audit log. Append-only: no event is changed or taken away.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use. Where a deed and its event
 * must be one, the store that does it writes the event in its own transaction.
 */
public interface AuditLog {

    /** Records {@code deed}; committed when this answers. */
    Mono<AuditEvent> record(Deed deed);

    /** The events that {@code query} asks for; fails with FilterTooBroad if finding them takes longer than two seconds. */
    Flux<Listed<AuditEvent>> list(ListQuery query);
}
