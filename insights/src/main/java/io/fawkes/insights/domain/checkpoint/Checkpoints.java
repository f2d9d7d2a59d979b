package io.fawkes.insights.domain.checkpoint;

import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.domain.fact.FactBook;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Reads the newest checkpoint, and writes one each so often in whichever replica has the turn. */
public final class Checkpoints {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int TRIES = 2;

    private final CheckpointStore store;

    public Checkpoints(CheckpointStore store) {
        this.store = store;
    }

    /**
     * The newest checkpoint unpacked; empty if there is none. One that was removed while it was read gives way to its
     * successor. Fails with {@link Damaged} if what is read is not what was written.
     */
    public Mono<Restored> restored() {
        return store.newest().flatMap(this::read).retryWhen(Retry.max(TRIES).filter(Damaged.class::isInstance));
    }

    /**
     * Writes a checkpoint of {@code live} after each {@code pause} while this replica has the turn. Never ends and never fails;
     * {@code onFailure} is told what went wrong and what was tried again.
     */
    public Flux<Checkpoint> write(LiveFacts live, Duration pause, BiConsumer<? super Throwable, String> onFailure) {
        return store.hold(turn -> Flux.interval(pause).onBackpressureDrop().concatMap(_ -> written(live, turn), 1))
                .doOnError(failure -> onFailure.accept(failure, "the checkpoint was not written; it is tried again"))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE));
    }

    private static Mono<Checkpoint> written(LiveFacts live, CheckpointStore.Turn turn) {
        return live.snapshot()
                .flatMap(snapshot -> turn.write(
                        snapshot.cursor(),
                        snapshot.watermark(),
                        Flux.concat(
                                Flux.fromIterable(snapshot.sources())
                                        .concatMap(
                                                source -> live.packed(snapshot, source)
                                                        .flatMapIterable(rows -> rows)
                                                        .map(rows -> new Block(Optional.of(source), rows)),
                                                1),
                                live.packedCatalog(snapshot).map(rows -> new Block(Optional.empty(), rows)))));
    }

    private Mono<Restored> read(Checkpoint checkpoint) {
        return Mono.defer(() -> {
            var reading = new Reading(checkpoint);
            return store.blocks(checkpoint).doOnNext(reading::take).then(Mono.fromSupplier(reading::end));
        });
    }

    /** What is read is not what was written. */
    public static final class Damaged extends RuntimeException {
        Damaged(String what) {
            super(what);
        }
    }

    /** A checkpoint on its way into a book. */
    private static final class Reading {
        private final Checkpoint checkpoint;
        private final Checksum sum = new Checksum();
        private final FactBook book = new FactBook();

        Reading(Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
        }

        void take(Block block) {
            sum.add(block);
            block.source()
                    .ifPresentOrElse(
                            source -> book.restore(source, block.rows()), () -> book.restoreCatalog(block.rows()));
        }

        Restored end() {
            if (sum.blocks() != checkpoint.blocks() || sum.value() != checkpoint.checksum()) {
                throw new Damaged("checkpoint %d: %d blocks with sum %08x (expected: %d with %08x)"
                        .formatted(
                                checkpoint.id(),
                                sum.blocks(),
                                sum.value(),
                                checkpoint.blocks(),
                                checkpoint.checksum()));
            }
            return new Restored(book, checkpoint.cursor(), checkpoint.watermark());
        }
    }
}
