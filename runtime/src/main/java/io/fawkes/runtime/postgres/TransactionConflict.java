package io.fawkes.runtime.postgres;

import java.time.Duration;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** PostgreSQL chose this transaction as the loser of a deadlock or a serialization failure; it was rolled back whole. */
public final class TransactionConflict extends RuntimeException {
    private static final int RETRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    TransactionConflict(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Runs a losing transaction again, up to four times with growing, jittered pauses; then its last conflict is the error.
     *
     * <p>For {@code database.inTransaction(..).transform(TransactionConflict.retried())}, whose work must do nothing outside
     * the transaction.
     */
    public static <T> UnaryOperator<Mono<T>> retried() {
        return transaction -> transaction.retryWhen(Retry.backoff(RETRIES, FIRST_PAUSE)
                .filter(TransactionConflict.class::isInstance)
                .onRetryExhaustedThrow((_, last) -> last.failure()));
    }
}
