package io.fawkes.anomaly.domain.detector;

import java.util.List;

/**
 * In which respect a point can be odd. Each view measures a deviation d; its feature is f = max(d, 0) + F, with the floor
 * F of {@link Baseline#floor}. x is the value, p the expected one, l the slow level, l2 the slowest.
 */
public enum View {
    /** d = x - p. */
    RESIDUAL_UP(1, "above what was expected"),
    /** d = p - x. */
    RESIDUAL_DOWN(0.5, "below what was expected"),
    /** d = mean of the last 18 - l. */
    SHIFT_UP(1, "a sustained rise"),
    /** d = l - mean of the last 18. */
    SHIFT_DOWN(1, "a sustained drop"),
    /** d = |mean of the last 48 - l2|. */
    DRIFT(2, "a slow drift or a change of level"),
    /** d = x - l. */
    LEVEL_UP(0.5, "far above the usual level"),
    /** d = standard deviation of the last 18. */
    VOLATILITY(1, "more unsteady than usual");

    /** All views in the order of their trackers. */
    static final List<View> ALL = List.of(values());

    private final double logWeight;
    private final String text;

    View(double weight, String text) {
        this.logWeight = Math.log(weight);
        this.text = text;
    }

    /** What is added to the view's z before views are compared: the logarithm of its weight. */
    double logWeight() {
        return logWeight;
    }

    /** The view in words. */
    public String text() {
        return text;
    }
}
