package io.fawkes.insights.domain.checkpoint;

import java.time.Instant;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checkpoints of all replicas, of {@link Checkpoint#FORMAT} only.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface CheckpointStore {
    /** The newest complete one; empty if there is none. */
    Mono<Checkpoint> newest();

    /** Blocks of {@code checkpoint} in their order; fewer if it was removed meanwhile. */
    Flux<Block> blocks(Checkpoint checkpoint);

    /**
     * Runs {@code work} for as long as this replica is the one that writes; waits for that. When it no longer is, {@code work} is
     * cancelled and the stream fails.
     */
    <T> Flux<T> hold(Function<Turn, ? extends Publisher<T>> work);

    /** The right to write. */
    interface Turn {
        /**
         * Writes a checkpoint in many small transactions; nobody sees it before it is complete. Then removes all but the two
         * newest. Fails, and leaves nothing that is read, if the turn is over.
         */
        Mono<Checkpoint> write(String cursor, Instant watermark, Flux<Block> blocks);
    }
}
