package io.fawkes.runtime.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One transaction on one pooled connection.
 *
 * <p>BEGIN and the work are cached, so that a cancellation does not reach the driver in the middle of a statement.
 */
final class Transaction {
    private final Connection connection;
    private final Mono<Void> begun;

    Transaction(Connection connection) {
        this.connection = connection;
        this.begun = Mono.from(connection.beginTransaction()).cache();
    }

    <T> Mono<T> run(Function<? super Connection, ? extends Mono<T>> work) {
        return begun.then(Mono.<T>defer(() -> work.apply(connection))).cache();
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

    /**
     * Ends the session because nobody waits any more, which rolls back whatever it does or still may send.
     *
     * <p>A ROLLBACK would not: the work may be sending its next statement at this moment, and that one would follow the
     * ROLLBACK on the wire and be committed alone.
     */
    Mono<Void> cancel() {
        return Mono.from(session().close())
                .onErrorResume(failure -> release().then(Mono.error(failure)))
                .then(release());
    }

    private Connection session() {
        return connection instanceof Wrapped<?> pooled && pooled.unwrap() instanceof Connection session
                ? session
                : connection;
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
