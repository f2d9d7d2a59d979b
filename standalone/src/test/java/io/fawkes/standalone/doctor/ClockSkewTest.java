package io.fawkes.standalone.doctor;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import io.fawkes.standalone.doctor.RemoteClock.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.900Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "PT-1S"})
    void toleratesASecond(String ahead) throws Exception {
        assertInstanceOf(Ok.class, found(exactly(NOW.plus(Duration.parse(ahead)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1.5S", "PT-1.5S", "PT30S", "PT-30S"})
    void warnsOfMoreThanASecond(String ahead) throws Exception {
        assertInstanceOf(Warning.class, found(exactly(NOW.plus(Duration.parse(ahead)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT31S", "PT-31S", "PT720H"})
    void failsForMoreThanThirtySeconds(String ahead) throws Exception {
        assertInstanceOf(Failure.class, found(exactly(NOW.plus(Duration.parse(ahead)))));
    }

    @Test
    void saysWhichClockIsBehind() throws Exception {
        var line = found(exactly(NOW.minusSeconds(2))).line();

        assertTrue(line.contains("2.0 s behind this machine's"), line);
    }

    @Test
    void takesARoundedClockForAllThatItMayMean() throws Exception {
        var second = NOW.minusMillis(900);

        assertInstanceOf(Ok.class, found(new Reading(second, second.plusSeconds(1))));
        assertInstanceOf(Ok.class, found(new Reading(second.minusSeconds(1), second)));
    }

    @Test
    void doesNotTakeASlowAnswerForSkew() throws Exception {
        var ours = new AtomicReference<>(NOW);
        var check = new ClockSkew(
                "a peer",
                () -> {
                    ours.set(NOW.plusSeconds(5));
                    return exactly(NOW.plusSeconds(3));
                },
                ours::get);

        assertInstanceOf(Ok.class, check.findings().getFirst());
    }

    private static Reading exactly(Instant instant) {
        return new Reading(instant, instant);
    }

    private static Finding found(Reading reading) throws Exception {
        return new ClockSkew("a peer", () -> reading, () -> NOW).findings().getFirst();
    }
}
