package io.fawkes.anomaly.domain.detector;

import java.time.Duration;

/**
 * What a detector is told. The parameters of its formulas are constants; these say what is worth an event.
 *
 * @param step distance of two points; whole seconds, at least one
 * @param direction deviations of the other way open nothing
 * @param theta novelty from which on an event opens
 * @param minDelta smaller deviations open nothing, in the unit of the series; 0 for none
 * @param minRelative deviations smaller than this share of the reference open nothing; 0 for none
 */
public record DetectorSettings(Duration step, Direction direction, double theta, double minDelta, double minRelative) {

    /** The theta of the product: at 5 min steps about 0.03 false events a series and day on NAB's files. */
    public static final double USUAL_THETA = 1;

    public DetectorSettings {
        if (step.toSeconds() < 1 || step.toNanosPart() != 0) {
            throw new IllegalArgumentException("step: " + step + " (expected: whole seconds)");
        }
    }

    /** Both ways, no least deviation. */
    public static DetectorSettings of(Duration step, double theta) {
        return new DetectorSettings(step, Direction.BOTH, theta, 0, 0);
    }
}
