package io.fawkes.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private long now;
    private final RateLimits limits = new RateLimits(new RateLimit(2, 3), () -> now);

    @Test
    void aBurstIsGrantedAndThenOneCallForEachHalfSecond() {
        assertEquals(3, granted(5));

        assertEquals(Optional.of(Duration.ofMillis(500)), limits.take("kim", "Read"));
        pass(Duration.ofMillis(499));
        assertEquals(Optional.of(Duration.ofMillis(1)), limits.take("kim", "Read"));
        pass(Duration.ofMillis(1));
        assertEquals(1, granted(3), "waiting and asking in between costs nothing");
        pass(Duration.ofDays(400));
        assertEquals(3, granted(5), "a long rest makes no larger burst");
    }

    @Test
    void callersAndRpcsAreCountedApart() {
        granted(3);

        assertEquals(Optional.empty(), limits.take("kim", "List"));
        assertEquals(Optional.empty(), limits.take("lee", "Read"));
        assertEquals(Optional.of(Duration.ofMillis(500)), limits.take("kim", "Read"));
    }

    @Test
    void noMoreBucketsAreKeptThanTheBound() {
        for (int caller = 0; caller <= RateLimits.MOST; caller++) {
            limits.take("caller " + caller, "Read");
        }

        assertEquals(RateLimits.MOST, limits.size());
    }

    @Test
    void noLimitKeepsNothing() {
        var unlimited = new RateLimits(RateLimit.NONE, () -> now);

        for (int call = 0; call < 100; call++) {
            assertEquals(Optional.empty(), unlimited.take("kim", "Read"));
        }
        assertEquals(0, unlimited.size());
    }

    private int granted(int calls) {
        int granted = 0;
        for (int call = 0; call < calls; call++) {
            granted += limits.take("kim", "Read").isEmpty() ? 1 : 0;
        }
        return granted;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
