package io.fawkes.anomaly.domain.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {
    private static final int MONTH = 30 * Story.DAY;

    @Test
    void aConstantSeriesThatRisesByOneDoesNotScore() {
        var story = new Story(1).then(MONTH, 1_000, 0).then(1, 1_001, 0);

        Verdict last =
                story.toldTo(new Detector(DetectorSettings.of(Story.STEP, 1))).getLast();
        assertTrue(last.novelty() < 0, last.toString());
    }

    @Test
    void aConstantSeriesThatDoublesOpensAnEventThere() {
        var story = new Story(1).then(MONTH, 1_000, 0).then(5, 2_000, 0);

        assertEquals(List.of(MONTH), Story.starts(story.toldTo(new Detector(Story.PRODUCT))));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aSpikeOpensOneEventWhichRecovers(long seed) {
        var story = new Story(seed).then(7 * Story.DAY, 100, 2);
        int spike = 5 * Story.DAY;
        story.set(spike, 220);

        List<Verdict> verdicts = story.toldTo(new Detector(Story.PRODUCT));
        assertEquals(List.of(spike), Story.starts(verdicts));
        assertEquals(Phase.RECOVERED, verdicts.get(spike + EventGate.CALM).phase());
        assertEquals(Direction.UP, verdicts.get(spike).direction());
        assertEquals(100, verdicts.get(spike).expected(), 5);
        assertTrue(
                verdicts.get(spike).severity() > Math.log(10),
                verdicts.get(spike).toString());
    }

    @Test
    void nothingOpensBeforeAHundredPoints() {
        var story = new Story(2).then(100, 100, 2).set(60, 500).set(99, 5_000);

        assertEquals(List.of(), Story.starts(story.toldTo(new Detector(Story.PRODUCT))));
    }

    @Test
    void aDailyJobBecomesWhatIsExpected() {
        var story = new Story(3).then(12 * Story.DAY, point -> jobRuns(point) ? 100 : 10, 1);

        List<Verdict> verdicts = story.toldTo(new Detector(Story.PRODUCT));
        Verdict begin = verdicts.get(11 * Story.DAY + 200);
        assertTrue(begin.basis().leading() == Forecast.DAILY_PROFILE
                || begin.basis().leading() == Forecast.WEEKLY_PROFILE);
        assertTrue(begin.expected() > 70, begin.toString());
        assertEquals(
                List.of(),
                Story.starts(verdicts).stream()
                        .filter(start -> start > 4 * Story.DAY)
                        .toList());
    }

    private static boolean jobRuns(int point) {
        int time = point % Story.DAY;
        return time >= 200 && time < 212;
    }

    @Test
    void aSeriesWithoutSeasonIsNotExpectedFromOne() {
        var walk = new double[] {100};
        var random = new Random(4);
        var story = new Story(4).then(12 * Story.DAY, _ -> walk[0] += random.nextGaussian(), 0);

        Verdict last = story.toldTo(new Detector(Story.PRODUCT)).getLast();
        assertEquals(Forecast.LAST_VALUE, last.basis().leading());
        assertTrue(last.basis().share() > 0.5, last.toString());
    }

    @Test
    void aChangeOfLevelDoesNotAlarmForEver() {
        var story = new Story(5).then(7 * Story.DAY, 100, 2).then(14 * Story.DAY, 200, 2);
        int change = 7 * Story.DAY;

        List<Verdict> verdicts = story.toldTo(new Detector(Story.PRODUCT));
        assertEquals(change, Story.starts(verdicts).getFirst());
        assertTrue(
                Story.starts(verdicts).getLast() <= change + Story.DAY,
                Story.starts(verdicts).toString());
        assertEquals(
                1,
                verdicts.stream()
                        .filter(verdict -> verdict.phase() == Phase.BECAME_NORMAL)
                        .count());
        assertEquals(Phase.QUIET, verdicts.getLast().phase());
    }

    @Test
    void whatComesWithinTheRestPeriodIsPartOfTheEventUnlessItIsMuchWorse() {
        var story = new Story(6).then(7 * Story.DAY, 100, 2);
        int first = 5 * Story.DAY;
        story.set(first, 150).set(first + 15, 150).set(first + 30, 1e6);

        var up = new DetectorSettings(Story.STEP, Direction.UP, 1, 0, 0.1);
        assertEquals(List.of(first, first + 30), Story.starts(story.toldTo(new Detector(up))));
    }

    @Test
    void anOpenEventEscalates() {
        var story = new Story(6).then(6 * Story.DAY, 100, 2);
        int first = 5 * Story.DAY;
        for (int i = 0; i < 10; i++) {
            story.set(first + i, i < 5 ? 150 : 3_000);
        }

        List<Verdict> verdicts = story.toldTo(new Detector(Story.PRODUCT));
        assertEquals(Phase.OPENED, verdicts.get(first).phase());
        assertEquals(Phase.ESCALATED, verdicts.get(first + 5).phase());
    }

    @Test
    void looksOnlyTheWayItIsTold() {
        var up = new DetectorSettings(Story.STEP, Direction.UP, 1, 0, 0);
        var story = new Story(7).then(7 * Story.DAY, 100, 2);
        int dip = 5 * Story.DAY;
        story.set(dip, 10).set(dip + 200, 300);

        List<Verdict> verdicts = story.toldTo(new Detector(up));
        assertFalse(verdicts.get(dip).starts());
        assertTrue(verdicts.get(dip + 200).starts());
        assertEquals(Double.NEGATIVE_INFINITY, verdicts.getLast().band().lower());
    }

    @Test
    void leavesSmallDeviationsAlone() {
        var story = new Story(8).then(7 * Story.DAY, 100, 0.1).set(5 * Story.DAY, 104);
        var strict = new DetectorSettings(Story.STEP, Direction.BOTH, 1, 0, 0);
        var absolute = new DetectorSettings(Story.STEP, Direction.BOTH, 1, 5, 0);
        var relative = new DetectorSettings(Story.STEP, Direction.BOTH, 1, 0, 0.05);

        assertEquals(List.of(5 * Story.DAY), Story.starts(story.toldTo(new Detector(strict))));
        assertEquals(List.of(), Story.starts(story.toldTo(new Detector(absolute))));
        assertEquals(List.of(), Story.starts(story.toldTo(new Detector(relative))));
    }

    @Test
    void theBandIsWhereEventsBegin() {
        var story = new Story(9).then(5 * Story.DAY, 100, 2);
        var settings = DetectorSettings.of(Story.STEP, 1);
        var detector = new Detector(settings);
        story.toldTo(detector);
        byte[] before = detector.snapshot();
        long next = Story.MONDAY + story.size() * Story.STEP.toSeconds();
        double upper = detector.feed(next, 100).band().upper();

        assertTrue(upper > 103 && upper < 120, "upper " + upper);
        assertTrue(Detector.restore(settings, before)
                .orElseThrow()
                .feed(next, upper + 0.5)
                .starts());
        assertFalse(Detector.restore(settings, before)
                .orElseThrow()
                .feed(next, upper - 0.5)
                .starts());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void whatItSaysOfAPointDoesNotDependOnWhatFollows(long seed) {
        var story = eventful(seed);
        int cut = story.size() * 6 / 10;

        List<Verdict> whole = story.toldTo(new Detector(Story.PRODUCT));
        assertEquals(whole.subList(0, cut), story.toldTo(new Detector(Story.PRODUCT), 0, cut));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void aRestoredDetectorGoesOnAlikeToTheLastBit(long seed) {
        var story = eventful(seed);
        int cut = story.size() * 6 / 10;
        List<Verdict> whole = story.toldTo(new Detector(Story.PRODUCT));
        var first = new Detector(Story.PRODUCT);
        story.toldTo(first, 0, cut);

        var second = Detector.restore(Story.PRODUCT, first.snapshot()).orElseThrow();
        assertArrayEquals(first.snapshot(), second.snapshot());
        assertEquals(whole.subList(cut, whole.size()), story.toldTo(second, cut, story.size()));
    }

    private static Story eventful(long seed) {
        var story =
                new Story(seed).then(10 * Story.DAY, point -> 100 + 30 * Math.sin(2 * Math.PI * point / Story.DAY), 4);
        for (int i = 0; i < 6; i++) {
            story.set(400 + i * 350, 40 + 90 * i);
        }
        return story.then(Story.DAY, 260, 4);
    }

    @Test
    void itsStateIsAtMostFourKilobytes() {
        assertTrue(new Detector(Story.PRODUCT).snapshot().length <= 4_096);
    }

    @Test
    void refusesASnapshotThatIsNotItsOwn() {
        byte[] snapshot = new Detector(Story.PRODUCT).snapshot();
        byte[] cut = Arrays.copyOf(snapshot, snapshot.length - 1);
        var otherStep = DetectorSettings.of(Duration.ofMinutes(4), 1);

        byte[] older = snapshot.clone();
        older[0] = 0;

        assertTrue(Detector.restore(Story.PRODUCT, snapshot).isPresent());
        assertTrue(Detector.restore(Story.PRODUCT, cut).isEmpty());
        assertTrue(Detector.restore(Story.PRODUCT, older).isEmpty());
        assertTrue(Detector.restore(otherStep, snapshot).isEmpty());
    }

    @Test
    void aSeriesOfZerosThatRisesIsJudgedWithFiniteNumbers() {
        var story = new Story(10).then(MONTH, 0, 0).then(3, 0.2, 0).then(30, 0, 0);

        List<Verdict> verdicts = story.toldTo(new Detector(Story.PRODUCT));
        assertEquals(List.of(MONTH), Story.starts(verdicts));
        assertTrue(verdicts.stream().skip(2).allMatch(verdict -> Double.isFinite(verdict.novelty())));
        assertTrue(verdicts.stream().allMatch(verdict -> Double.isFinite(verdict.severity())));
    }
}
