package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.detector.Band;
import io.fawkes.anomaly.domain.detector.Basis;
import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.detector.Verdict;
import io.fawkes.anomaly.domain.detector.View;
import java.time.Instant;

/**
 * The numbers of an anomaly: those of its strongest point so far.
 *
 * @param time of that point
 * @param value of that point
 * @param expected what was expected when the anomaly became this strong
 * @param band what would not have opened it
 * @param score novelty
 * @param severity logarithm of "times the typical deviation"
 * @param direction which way
 * @param view in which respect
 * @param basis what the expected value rests on
 */
public record Reading(
        Instant time,
        double value,
        double expected,
        Band band,
        double score,
        double severity,
        Direction direction,
        View view,
        Basis basis) {

    /** The numbers of the point that {@code verdict} is about. */
    public static Reading of(Verdict verdict) {
        return new Reading(
                Instant.ofEpochSecond(verdict.time()),
                verdict.value(),
                verdict.expected(),
                verdict.band(),
                verdict.novelty(),
                verdict.severity(),
                verdict.direction(),
                verdict.view(),
                verdict.basis());
    }

    /** The same disturbance at a point where it is larger: measured against what was expected before it began. */
    Reading grownTo(Verdict verdict) {
        return new Reading(
                Instant.ofEpochSecond(verdict.time()),
                verdict.value(),
                expected,
                band,
                Math.max(score, verdict.novelty()),
                Math.max(severity, verdict.severity()),
                direction,
                view,
                basis);
    }
}
