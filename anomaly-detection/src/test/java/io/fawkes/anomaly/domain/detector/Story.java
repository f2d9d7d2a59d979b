package io.fawkes.anomaly.domain.detector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A series that a test makes up, fed to a detector. Five minutes a point from a Monday's midnight on. */
final class Story {
    static final Duration STEP = Duration.ofMinutes(5);
    static final int DAY = 288;
    static final long MONDAY = 1_767_571_200L; // 2026-01-05T00:00:00Z
    static final DetectorSettings PRODUCT = new DetectorSettings(STEP, Direction.BOTH, 1, 0, 0.1);

    private final List<Double> values = new ArrayList<>();
    private final Random random;

    Story(long seed) {
        System.out.println("seed " + seed);
        this.random = new Random(seed);
    }

    Story then(int points, IntToDoubleFunction level, double noise) {
        for (int i = 0; i < points; i++) {
            values.add(level.applyAsDouble(values.size()) + noise * random.nextGaussian());
        }
        return this;
    }

    Story then(int points, double level, double noise) {
        return then(points, _ -> level, noise);
    }

    Story set(int point, double value) {
        values.set(point, value);
        return this;
    }

    int size() {
        return values.size();
    }

    List<Verdict> toldTo(Detector detector) {
        return toldTo(detector, 0, values.size());
    }

    List<Verdict> toldTo(Detector detector, int from, int to) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            verdicts.add(detector.feed(MONDAY + i * STEP.toSeconds(), values.get(i)));
        }
        return verdicts;
    }

    /** Indexes at which events begin. */
    static List<Integer> starts(List<Verdict> verdicts) {
        return IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i).starts())
                .boxed()
                .toList();
    }
}
