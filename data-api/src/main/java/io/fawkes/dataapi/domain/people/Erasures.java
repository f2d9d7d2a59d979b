package io.fawkes.dataapi.domain.people;

import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Erasures, and the work they are: it is done by one replica at a time in small transactions and goes on after a restart.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Erasures {

    /**
     * Begins to erase {@code person}, or answers with the erasure of that person that is going on. Committed together with
     * what was done, when this answers.
     */
    Mono<Erasure> begin(Person person, Function<Erasure, Deed> deed);

    /** The erasure; empty if there is none of that id. */
    Mono<Erasure> find(UUID id);
}
