package io.fawkes.alerting.egress;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.runtime.postgres.TopicGate;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A breaker for each receiver's integration, in this process: at most four attempts at a time; after five failures in a
 * row none for a second, which doubles with each further one up to a minute, and then one at a time until one is answered.
 */
public final class Breakers implements TopicGate {

    private static final int AT_A_TIME = 4;
    private static final int FAILURES = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     */
    public Breakers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The state of one.
     *
     * @param underWay attempts that were begun and have not ended
     * @param failures failures in a row
     * @param until no attempt before, by the clock
     */
    private record Breaker(int underWay, int failures, long until) {

        static final Breaker NEW = new Breaker(0, 0, 0);

        Breaker begun() {
            return new Breaker(underWay + 1, failures, until);
        }

        Breaker ended(boolean answered, long now) {
            int row = answered ? 0 : failures + 1;
            return new Breaker(
                    Math.max(0, underWay - 1),
                    row,
                    row < FAILURES ? now : now + pause(row).toNanos());
        }

        private static Duration pause(int failures) {
            Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - FAILURES, 10));
            return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }

        boolean isOpen() {
            return failures >= FAILURES;
        }

        boolean isClosedTo(long now) {
            return isOpen() ? underWay > 0 || now - until < 0 : underWay >= AT_A_TIME;
        }
    }

    @Override
    public Set<String> closed() {
        long now = nanos.getAsLong();
        return breakers.entrySet().stream()
                .filter(breaker -> breaker.getValue().isClosedTo(now))
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }

    @Override
    public void begun(String topic) {
        breakers.compute(topic, (_, known) -> (known == null ? Breaker.NEW : known).begun());
    }

    @Override
    public void ended(String topic, boolean answered) {
        long now = nanos.getAsLong();
        breakers.compute(topic, (_, known) -> (known == null ? Breaker.NEW : known).ended(answered, now));
    }

    /** Whether each topic that was delivered to failed too often in a row. */
    public Map<String, Boolean> open() {
        return breakers.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, breaker -> breaker.getValue().isOpen()));
    }
}
