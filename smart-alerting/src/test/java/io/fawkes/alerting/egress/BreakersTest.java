package io.fawkes.alerting.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Breakers breakers = new Breakers(nanos::get);

    @Test
    void aReceiverIsToldFourThingsAtATime() {
        for (int message = 0; message < 4; message++) {
            assertEquals(Set.of(), breakers.closed());
            breakers.begun("a");
        }
        assertEquals(Set.of("a"), breakers.closed());

        breakers.ended("a", true);

        assertEquals(Set.of(), breakers.closed());
    }

    @Test
    void fiveFailuresInARowOpenItAndEachFurtherOneDoublesThePause() {
        fail(5);
        assertEquals(Map.of("a", true), breakers.open());
        assertEquals(Set.of("a"), breakers.closed());

        pass(Duration.ofSeconds(1));
        assertEquals(Set.of(), breakers.closed());
        breakers.begun("a");
        assertEquals(Set.of("a"), breakers.closed(), "one trial at a time");
        breakers.ended("a", false);

        pass(Duration.ofMillis(1_500));
        assertEquals(Set.of("a"), breakers.closed());
        pass(Duration.ofMillis(500));
        assertEquals(Set.of(), breakers.closed());
    }

    @Test
    void oneAnswerClosesIt() {
        fail(20);
        pass(Duration.ofMinutes(1));
        breakers.begun("a");
        breakers.ended("a", true);

        assertEquals(Map.of("a", false), breakers.open());
        assertEquals(Set.of(), breakers.closed());
    }

    @Test
    void aReceiverSaysWhenToComeAgainInSecondsOrByADate() {
        InstantSource noon = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

        assertEquals(Optional.of(Duration.ofSeconds(3)), RetryAfter.parse("3", noon));
        assertEquals(Optional.of(Duration.ofSeconds(90)), RetryAfter.parse("Sun, 01 Mar 2026 12:01:30 GMT", noon));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", noon));
        assertEquals(Optional.empty(), RetryAfter.parse("soon", noon));
    }

    private void fail(int times) {
        for (int failure = 0; failure < times; failure++) {
            breakers.begun("a");
            breakers.ended("a", false);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
