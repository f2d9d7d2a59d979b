package io.fawkes.runtime.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits in tests: for a pipeline's value, or until something holds. Patience is generous; it fails, it never hopes. */
public final class Await {

    /** Ten times what the slowest thing waited for takes. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** The value of {@code mono}; an empty one fails. */
    public static <T> T value(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE), "a value");
    }

    /** The values of {@code flux}, which must end. */
    public static <T> List<T> values(Flux<T> flux) {
        return value(flux.collectList());
    }

    /** Waits for {@code mono} to end, with a value or without. */
    public static void completed(Mono<?> mono) {
        mono.block(PATIENCE);
    }

    /** Waits until {@code condition} holds; {@code what} says in the failure what never came. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    /** The same, for what takes longer than others: ten times what it takes. */
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never within " + patience + ": " + what);
            }
            pause();
        }
    }

    /** Asks {@code question} again until {@code condition} holds of its answer, and returns that answer. */
    public static <T> T until(String what, Supplier<T> question, java.util.function.Predicate<T> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = question.get();
        while (!condition.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never within " + PATIENCE + ": " + what + "; last: " + answer);
            }
            pause();
            answer = question.get();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
