package io.fawkes.anomaly.domain.detector;

/**
 * What a detector says about one point.
 *
 * @param time of the point, in seconds since 1970
 * @param value of the point
 * @param expected what was expected, from the points before
 * @param band what would not have opened an event
 * @param novelty max over the views of z + ln weight; 0 is about a record, one more is a factor e rarer; negative infinity
 *     while there is nothing to compare with, which is so for the first two points
 * @param severity max over the views of ln(f / EW mean of f): exp of it is "times the typical deviation"
 * @param view the view of the largest novelty, among those that may open an event if there are any
 * @param direction which way the point deviates in that view
 * @param leading the forecast that weighed most in the expected value
 * @param share of the weight that it had, 0 to 1
 * @param points how many there were with this one
 * @param knowsTimeOfDay whether the daily profile knew this time of day
 * @param knowsWeek whether the weekly profile was in use
 * @param phase where the series stands in an event
 */
public record Verdict(
        long time,
        double value,
        double expected,
        Band band,
        double novelty,
        double severity,
        View view,
        Direction direction,
        Forecast leading,
        double share,
        long points,
        boolean knowsTimeOfDay,
        boolean knowsWeek,
        Phase phase) {

    /** Whether an event begins or escalates here. */
    public boolean starts() {
        return phase == Phase.OPENED || phase == Phase.ESCALATED;
    }

    /** Whether the series is too young for events. */
    public boolean isLearning() {
        return points <= Detector.LEARNING;
    }
}
