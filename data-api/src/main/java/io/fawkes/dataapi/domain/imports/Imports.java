package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Imports and the lines they refused.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Imports {

    /** Most lines that one step may hold: a transaction is short, and so is what a break costs. */
    int LINES = 300;

    /** Refused lines of an import that are kept; of more, only the number is. */
    int ERRORS = 10_000;

    /** Keeps a new import; or answers with what {@code requestId} made. Fails with ImportExists or RequestIdReused. */
    Mono<Import> create(Import planned, Optional<RequestId> requestId);

    /** The import; empty if there is none. */
    Mono<Import> find(String id);

    /** A page of imports. */
    Flux<Listed<Import>> list(ListQuery query);

    /** A page of the lines that {@code id} refused. */
    Flux<Listed<LineError>> errors(String id, ListQuery query);

    /**
     * Keeps the facts of {@code step} and the import's place after it, all or nothing.
     *
     * @param from the import as the step found it; fails with UploadOvertaken if it is another by now
     */
    Mono<Import> advance(Import from, Step step);
}
