package io.fawkes.runtime.postgres;

import io.r2dbc.spi.Connection;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One transaction on one pooled connection.
 *
 * <p>BEGIN is cached so that a cancellation cannot interrupt it: the driver skips a ROLLBACK while it believes no
 * transaction is open, and the connection would go back to the pool with one.
 */
final class Transaction {
    private final Connection connection;
    private final Mono<Void> begun;

    Transaction(Connection connection) {
        this.connection = connection;
        this.begun = Mono.from(connection.beginTransaction()).cache();
    }

    <T> Mono<T> run(Function<? super Connection, ? extends Mono<T>> work) {
        return begun.then(Mono.defer(() -> work.apply(connection)));
    }

    Mono<Void> commit() {
        return Mono.from(connection.commitTransaction())
                .onErrorResume(failure -> release().then(Mono.error(failure)))
                .then(release());
    }

    /** Rolls back because of {@code cause}, which stays the error; a failing rollback joins it as suppressed. */
    Mono<Void> rollback(Throwable cause) {
        return undone().onErrorResume(failure -> suppressed(cause, failure)).then(release());
    }

    /** Rolls back because nobody waits any more. */
    Mono<Void> cancel() {
        return undone().onErrorResume(failure -> release().then(Mono.error(failure)))
                .then(release());
    }

    private Mono<Void> undone() {
        return begun.then(Mono.from(connection.rollbackTransaction()));
    }

    private Mono<Void> release() {
        return Mono.from(connection.close());
    }

    private static Mono<Void> suppressed(Throwable cause, Throwable failure) {
        if (!cause.equals(failure)) {
            cause.addSuppressed(failure);
        }
        return Mono.empty();
    }
}
