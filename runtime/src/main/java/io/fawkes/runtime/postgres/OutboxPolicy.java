package io.fawkes.runtime.postgres;

import java.time.Duration;

/**
 * How patiently a topic is delivered.
 *
 * @param maxAttempts after so many a message is dead
 * @param firstBackoff pause after the first failure, doubled with each further one, jittered between half and whole
 * @param maxBackoff longest pause
 * @param claimTerm how long one attempt belongs to its worker; a send is given up after two thirds of it
 * @param pollEvery pause of an idle worker
 */
public record OutboxPolicy(
        int maxAttempts, Duration firstBackoff, Duration maxBackoff, Duration claimTerm, Duration pollEvery) {
    /** Ten attempts over about half an hour. */
    public static final OutboxPolicy DEFAULT = new OutboxPolicy(
            10, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofMillis(500));

    /** Refuses what would never deliver. */
    public OutboxPolicy {
        if (maxAttempts < 1 || !claimTerm.isPositive() || !pollEvery.isPositive() || firstBackoff.isNegative()) {
            throw new IllegalArgumentException("outbox policy: %d attempts, %s, %s, %s (expected: all positive)"
                    .formatted(maxAttempts, firstBackoff, claimTerm, pollEvery));
        }
    }

    /** Longest a sender may take; shorter than the claim, so that no successor begins meanwhile. */
    Duration sendTimeout() {
        return claimTerm.multipliedBy(2).dividedBy(3);
    }
}
