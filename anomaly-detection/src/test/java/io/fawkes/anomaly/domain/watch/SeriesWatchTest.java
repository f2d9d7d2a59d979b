package io.fawkes.anomaly.domain.watch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.anomaly.domain.detector.DetectorSettings;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.CloseReason;
import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.rule.ServiceMapping;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {
    private static final long STEP = 60;
    private static final long T0 = 1_767_571_200L;
    private static final Labels LABELS = Labels.of(Map.of("service", "shop"));
    private static final Rule RULE = new Rule(
            "requests",
            "Requests",
            "requests",
            DetectorSettings.of(Duration.ofSeconds(STEP), 1),
            List.of("service"),
            ServiceMapping.byLabel("service"),
            Duration.ofDays(14));

    @Test
    void pointsThatAreKnownAreNotFedAgain() {
        var once = fed(samples(0, 600, SeriesWatchTest::calm));
        var twice = fed(samples(0, 600, SeriesWatchTest::calm), samples(300, 600, i -> calm(i) + 50));

        assertArrayEquals(state(once).detector(), state(twice).detector());
    }

    @Test
    void whatIsNoNumberFreezesTheDetector() {
        var whole = fed(samples(0, 300, SeriesWatchTest::calm), samples(400, 600, SeriesWatchTest::calm));
        var stale = fed(samples(0, 600, i -> i >= 300 && i < 400 ? Double.NaN : calm(i)));

        assertArrayEquals(state(whole).detector(), state(stale).detector());
    }

    @Test
    void anAnomalyIsNamedByItsOnsetAndMapsToItsService() {
        var opened = changes(fed(spiked(400))).getFirst();
        var again = changes(fed(spiked(400))).getFirst();
        var other = changes(fed(spiked(420))).getFirst();

        assertEquals(AnomalyChange.Kind.OPENED, opened.kind());
        assertEquals(Instant.ofEpochSecond(T0 + 400 * STEP), opened.anomaly().openTime());
        assertEquals("services/shop", opened.anomaly().service());
        assertEquals(opened.anomaly().id(), again.anomaly().id());
        assertFalse(opened.anomaly().id().equals(other.anomaly().id()));
    }

    @Test
    void eventsThatBeganTooLongAgoOpenNothing() {
        var watch = SeriesWatch.begin(RULE, LABELS);
        watch.feed(spiked(400), Instant.ofEpochSecond(T0 + 500 * STEP));

        assertEquals(List.of(), changes(watch));
    }

    @Test
    void aSeriesThatVanishesEndsItsAnomaly() {
        var watch = fed(samples(0, 401, i -> i == 400 ? 500 : calm(i)));
        watch.endIfGone(Instant.ofEpochSecond(T0 + 410 * STEP));
        assertTrue(watch.isDue(Instant.EPOCH), "the opening is not told yet");
        assertEquals(1, changes(watch).size());
        watch.endIfGone(Instant.ofEpochSecond(T0 + 421 * STEP));

        var closed = changes(watch).getFirst().anomaly();
        assertEquals(CloseReason.NO_DATA, closed.closeReason());
        assertEquals(Instant.ofEpochSecond(T0 + 400 * STEP), closed.closeTime());
    }

    @Test
    void aStateThatIsNotReadAnyMoreIsLearntAnewAndEndsWhatWasOpen() {
        var kept = state(fed(samples(0, 401, i -> i == 400 ? 500 : calm(i))));
        var unreadable = new SeriesState(LABELS, kept.fedUntil(), new byte[] {1}, kept.open());

        var resumed = SeriesWatch.resume(RULE, unreadable, Instant.EPOCH);
        assertTrue(resumed.isLearning());
        assertEquals(
                CloseReason.RULE_CHANGED, changes(resumed).getFirst().anomaly().closeReason());
        assertEquals(List.of(), changes(SeriesWatch.resume(RULE, kept, Instant.EPOCH)));
    }

    @Test
    void theSuccessorOfASeriesTellsWhereBothHaveASample() {
        var old = samples(0, 10, _ -> 1);
        var successor = samples(5, 15, _ -> 2);

        var merged = old.mergedWith(successor);
        assertEquals(15, merged.size());
        assertEquals(1, merged.value(4));
        assertEquals(2, merged.value(5));
        assertEquals(T0 + 14 * STEP, merged.time(14));
    }

    private static SeriesSamples spiked(long at) {
        return samples(0, 600, i -> i == at ? 500 : calm(i));
    }

    private static double calm(long i) {
        return 100 + (i * 7 % 11);
    }

    private static SeriesSamples samples(long from, long to, LongToDoubleFunction value) {
        var builder = new SeriesSamples.Builder();
        for (long i = from; i < to; i++) {
            builder.add(T0 + i * STEP, value.applyAsDouble(i));
        }
        return builder.build(LABELS);
    }

    private static SeriesWatch fed(SeriesSamples... parts) {
        var watch = SeriesWatch.begin(RULE, LABELS);
        for (SeriesSamples part : parts) {
            watch.feed(part, Instant.EPOCH);
        }
        return watch;
    }

    private static SeriesState state(SeriesWatch watch) {
        return watch.takeStep(Instant.EPOCH).state();
    }

    private static List<AnomalyChange> changes(SeriesWatch watch) {
        return watch.takeStep(Instant.EPOCH).changes();
    }
}
