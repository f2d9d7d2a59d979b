package io.fawkes.anomaly.domain.detector;

/**
 * What an expected value rests on.
 *
 * @param leading the forecast that weighed most
 * @param share of the weight that it had, 0 to 1
 * @param points how many the series had, with the judged one
 * @param knowsTimeOfDay whether the daily profile knew this time of day
 * @param knowsWeek whether the weekly profile was in use
 */
public record Basis(Forecast leading, double share, long points, boolean knowsTimeOfDay, boolean knowsWeek) {}
