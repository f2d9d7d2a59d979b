package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.telemetry.OwnContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Writes together what came while others were written: a commit, and each statement before it, costs about as much for
 * many as for one.
 *
 * <p>Whoever comes while nobody writes is written at once. Each is answered after the commit that holds it. Where some
 * cannot be written together, each of them is written alone, so that none fails for another. What nobody waits for any
 * more when its turn comes is not written; what was begun is. Safe for concurrent use.
 *
 * @param <Q> what is to be written
 * @param <A> what it is answered with
 */
final class Gathering<Q, A> {

    /** While one transaction commits, the next is written. */
    private static final int AT_ONCE = 2;

    /** Most that one transaction is made to hold, in the sizes of what is written. */
    private static final int LARGEST = 250;

    /** Whoever comes behind so many is refused: they would wait longer than anybody waits for an answer. */
    private static final int MOST_WAITING = 5_000;

    private final Function<List<Q>, Mono<List<A>>> write;
    private final ToIntFunction<Q> size;
    private final Deque<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int writing;

    /**
     * A gathering of what {@code write} writes.
     *
     * @param write writes all or nothing, and answers in the order of what it is given
     */
    Gathering(Function<List<Q>, Mono<List<A>>> write, ToIntFunction<Q> size) {
        this.write = write;
        this.size = size;
    }

    private record Waiting<Q, A>(Q item, Sinks.One<A> answer) {

        void refused(Throwable why) {
            var _ = answer.tryEmitError(why);
        }

        void answered(A with) {
            var _ = answer.tryEmitValue(with);
        }
    }

    /** Writes {@code item} with whatever else there is to write. */
    Mono<A> written(Q item) {
        return OwnContext.of(Mono.defer(() -> {
            var mine = new Waiting<Q, A>(item, Sinks.one());
            add(mine);
            begin();
            return mine.answer().asMono().doOnCancel(() -> forget(mine));
        }));
    }

    private synchronized void add(Waiting<Q, A> one) {
        if (waiting.size() >= MOST_WAITING) {
            throw new DatabaseUnavailable(
                    "%d wait to be written already".formatted(MOST_WAITING), new RejectedExecutionException());
        }
        waiting.add(one);
    }

    private synchronized void forget(Waiting<Q, A> one) {
        var _ = waiting.remove(one);
    }

    private void begin() {
        for (List<Waiting<Q, A>> next = next(); !next.isEmpty(); next = next()) {
            OwnContext.none(together(next)).doFinally(_ -> ended()).subscribe();
        }
    }

    /** Those whose turn it is; none while enough are written. */
    private synchronized List<Waiting<Q, A>> next() {
        List<Waiting<Q, A>> next = new ArrayList<>();
        if (writing < AT_ONCE) {
            for (int sum = sizeOfFirst();
                    !waiting.isEmpty() && (next.isEmpty() || sum <= LARGEST);
                    sum += sizeOfFirst()) {
                next.add(waiting.remove());
            }
            writing += next.isEmpty() ? 0 : 1;
        }
        return next;
    }

    private int sizeOfFirst() {
        return waiting.isEmpty() ? 0 : size.applyAsInt(waiting.element().item());
    }

    private void ended() {
        synchronized (this) {
            writing--;
        }
        begin();
    }

    private Mono<Void> together(List<Waiting<Q, A>> some) {
        return write.apply(some.stream().map(Waiting::item).toList())
                .doOnNext(answers -> answer(some, answers))
                .then()
                .onErrorResume(why -> isSharedByAll(some, why)
                        ? Mono.fromRunnable(() -> some.forEach(one -> one.refused(why)))
                        : Flux.fromIterable(some)
                                .concatMap(one -> together(List.of(one)))
                                .then());
    }

    private static boolean isSharedByAll(List<?> some, Throwable why) {
        return some.size() == 1 || why instanceof DatabaseUnavailable;
    }

    private static <Q, A> void answer(List<Waiting<Q, A>> some, List<A> answers) {
        for (int index = 0; index < some.size(); index++) {
            some.get(index).answered(answers.get(index));
        }
    }
}
