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
 * @param basis what the expected value rests on
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
        Basis basis,
        Phase phase) {

    /** Whether an event begins or escalates here. */
    public boolean starts() {
        return phase == Phase.OPENED || phase == Phase.ESCALATED;
    }
}
