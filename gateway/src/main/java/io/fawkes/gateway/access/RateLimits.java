package io.fawkes.gateway.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The buckets of those who called last, one a caller and rpc. A bucket that is full again is as good as none, so at most
 * {@value #MOST} are kept, and the one that was asked longest ago goes first. Safe for concurrent use.
 */
final class RateLimits {

    static final int MOST = 10_000;

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    /** For each the time at which its bucket is full again, by the clock: all that has to be known of a bucket. */
    private final Map<Key, Long> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST;
        }
    };

    /**
     * No bucket yet.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    RateLimits(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** Takes one call; empty if it may be made, else how long to wait for the next. */
    Optional<Duration> take(String caller, String rpc) {
        if (limit.isNone()) {
            return Optional.empty();
        }
        var key = new Key(caller, rpc);
        long now = nanoTime.getAsLong();
        synchronized (buckets) {
            long full = later(buckets.getOrDefault(key, now), now);
            long wait = full - now - (limit.burst() - 1) * interval();
            buckets.put(key, wait > 0 ? full : full + interval());
            return wait > 0 ? Optional.of(Duration.ofNanos(wait)) : Optional.empty();
        }
    }

    /** Clocks of this kind turn over, so differences are compared. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /** How long a bucket takes to get one call more. */
    private long interval() {
        return TimeUnit.SECONDS.toNanos(1) / limit.perSecond();
    }

    /** How many buckets are kept. */
    int size() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private record Key(String caller, String rpc) {}
}
