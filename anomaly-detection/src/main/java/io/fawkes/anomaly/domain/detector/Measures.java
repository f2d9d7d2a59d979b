package io.fawkes.anomaly.domain.detector;

/**
 * The deviations of one point in every view, and what each is measured against. Scratch of one detector: no state.
 */
final class Measures {
    private static final int SHORT = 18;
    private static final int LONG = 48;

    private final double[] signed = new double[ViewTrackers.COUNT];
    private final double[] references = new double[ViewTrackers.COUNT];
    private final double[] features = new double[ViewTrackers.COUNT];

    /** Measures {@code value}, the newest of {@code window}. */
    void take(double value, double expected, Baseline baseline, Window window) {
        double level = baseline.level();
        double slow = baseline.slowLevel();
        double mean = window.mean(SHORT);
        set(0, value, expected);
        set(1, value, expected);
        set(2, mean, level);
        set(3, mean, level);
        set(4, window.mean(LONG), slow);
        set(5, value, level);
        set(6, level + window.deviation(SHORT, mean), level);
        makeFeatures(baseline.floor());
    }

    private void set(int i, double value, double reference) {
        signed[i] = value - reference;
        references[i] = reference;
    }

    private void makeFeatures(double floor) {
        for (int i = 0; i < features.length; i++) {
            features[i] = Math.max(deviation(i), 0) + floor;
        }
    }

    private double deviation(int i) {
        return switch (View.ALL.get(i)) {
            case RESIDUAL_UP, SHIFT_UP, LEVEL_UP, VOLATILITY -> signed[i];
            case RESIDUAL_DOWN, SHIFT_DOWN -> -signed[i];
            case DRIFT -> Math.abs(signed[i]);
        };
    }

    /** f of every view. */
    double[] features() {
        return features;
    }

    /** How far off the point is in view {@code i}, above 0 if upwards. */
    double signed(int i) {
        return signed[i];
    }

    /** What was usual, in view {@code i}. */
    double reference(int i) {
        return references[i];
    }

    Direction direction(int i) {
        return switch (View.ALL.get(i)) {
            case RESIDUAL_UP, SHIFT_UP, LEVEL_UP -> Direction.UP;
            case RESIDUAL_DOWN, SHIFT_DOWN -> Direction.DOWN;
            case DRIFT -> signed[i] >= 0 ? Direction.UP : Direction.DOWN;
            case VOLATILITY -> Direction.BOTH;
        };
    }
}
