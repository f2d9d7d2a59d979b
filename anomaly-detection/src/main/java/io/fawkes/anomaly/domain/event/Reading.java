package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.detector.Forecast;
import io.fawkes.anomaly.domain.detector.Verdict;
import io.fawkes.anomaly.domain.detector.View;
import java.time.Instant;

/**
 * The numbers of an anomaly: those of its strongest point so far.
 *
 * @param time of that point
 * @param value of that point
 * @param expected what was expected when the anomaly became this strong
 * @param lower lower end of the band; negative infinity where nothing is too low
 * @param upper upper end of the band; positive infinity where nothing is too high
 * @param score novelty
 * @param severity logarithm of "times the typical deviation"
 * @param direction which way
 * @param view in which respect
 * @param leading forecast that weighed most
 * @param share of the weight that it had
 * @param points how many the series had
 * @param knowsTimeOfDay whether the daily profile knew this time of day
 * @param knowsWeek whether the weekly profile was in use
 */
public record Reading(
        Instant time,
        double value,
        double expected,
        double lower,
        double upper,
        double score,
        double severity,
        Direction direction,
        View view,
        Forecast leading,
        double share,
        long points,
        boolean knowsTimeOfDay,
        boolean knowsWeek) {

    /** The numbers of the point that {@code verdict} is about. */
    public static Reading of(Verdict verdict) {
        return new Reading(
                Instant.ofEpochSecond(verdict.time()),
                verdict.value(),
                verdict.expected(),
                verdict.band().lower(),
                verdict.band().upper(),
                verdict.novelty(),
                verdict.severity(),
                verdict.direction(),
                verdict.view(),
                verdict.leading(),
                verdict.share(),
                verdict.points(),
                verdict.knowsTimeOfDay(),
                verdict.knowsWeek());
    }

    /** The same disturbance at a point where it is larger: measured against what was expected before it began. */
    Reading grownTo(Verdict verdict) {
        return new Reading(
                Instant.ofEpochSecond(verdict.time()),
                verdict.value(),
                expected,
                lower,
                upper,
                Math.max(score, verdict.novelty()),
                Math.max(severity, verdict.severity()),
                direction,
                view,
                leading,
                share,
                points,
                knowsTimeOfDay,
                knowsWeek);
    }
}
