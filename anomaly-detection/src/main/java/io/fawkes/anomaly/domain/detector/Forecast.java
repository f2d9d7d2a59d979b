package io.fawkes.anomaly.domain.detector;

/** What an expected value is made from. */
public enum Forecast {
    /** The value before. */
    LAST_VALUE("the value before"),
    /** The EWMA of rate 0.1. */
    RECENT_MEAN("the mean of the last values"),
    /** The bin of the daily profile, moved by its offset. */
    DAILY_PROFILE("what is usual at this time of day"),
    /** The bin of the weekly profile, moved by its offset. */
    WEEKLY_PROFILE("what is usual at this time of the week");

    private final String text;

    Forecast(String text) {
        this.text = text;
    }

    /** The forecast in words. */
    public String text() {
        return text;
    }
}
