package io.fawkes.dataapi.rest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often a source that fails may be asked again: ten times at once, and once more for every ten answers. It keeps
 * retries from being most of what a source in trouble gets. Safe for concurrent use.
 */
final class RetryBudget {

    private static final int FULL = 100;
    private static final int PRICE = 10;

    private final AtomicInteger left = new AtomicInteger(FULL);

    void answered() {
        left.accumulateAndGet(1, (now, one) -> Math.min(FULL, now + one));
    }

    /** Whether a retry is in the budget; it is taken then. */
    boolean spend() {
        return left.getAndUpdate(now -> now >= PRICE ? now - PRICE : now) >= PRICE;
    }
}
