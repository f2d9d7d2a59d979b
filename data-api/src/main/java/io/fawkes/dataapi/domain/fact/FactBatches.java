package io.fawkes.dataapi.domain.fact;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Where revisions are written in bulk: by streams, imports and backfills.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use: writers of the same facts
 * wait for each other and never in a circle. Whoever writes much writes a few batches at a time.
 */
public interface FactBatches {

    /** Revisions of one batch: what a server of two cores commits in a fraction of the second that a transaction may last. */
    int LARGEST = 1_000;

    /**
     * Merges {@code revisions}, of whatever kinds, in one transaction: all of them or none. Answers after the commit with
     * what became of each, in their order. Writing them again changes nothing.
     *
     * @param revisions at most {@link #LARGEST}
     * @param delivery the delivery that brought them, {@code deliveries/{delivery}}; empty if none did
     */
    Mono<List<Written>> write(List<Revision> revisions, String delivery);
}
