package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;

/**
 * What a series usually does. With n the points so far: slow level l and variance v, exponentially weighted at rate
 * max(0.01, 1/n); slowest level l2 at max(0.003, 1/n); fast mean at 0.1; a daily profile of min(288, 86400/step) bins; a
 * weekly one of 336 half hours (168 hours from steps of an hour on), which is used after one full week.
 */
final class Baseline {
    private static final long DAY = 86_400;
    private static final long WEEK = 7 * DAY;
    private static final int MOST_DAILY_BINS = 288;
    private static final int HALF_HOURS = 336;
    private static final long HOUR = 3_600;
    private static final double LEVEL_RATE = 0.01;
    private static final double SLOW_RATE = 0.003;
    private static final double FAST_RATE = 0.1;
    private static final double PROFILE_RATE = 0.4;
    private static final double SPREAD_FLOOR = 0.1;
    private static final double LEVEL_FLOOR = 0.01;
    /** Keeps the logarithm of a series that has only ever been zero finite. */
    private static final double LEAST_FLOOR = 1e-9;

    private final Profile daily;
    private final Profile weekly;
    private final ForecastErrors errors = new ForecastErrors();
    /** Of the last {@link #expect}; scratch, no state. */
    private final double[] forecasts = new double[ForecastErrors.COUNT];

    private long points;
    private long begin;
    private double level;
    private double variance;
    private double slowLevel;
    private double fast;
    private double last;

    Baseline(long step) {
        int dailyBins = Math.clamp(DAY / step, 1, MOST_DAILY_BINS);
        int weeklyBins = step >= HOUR ? HALF_HOURS / 2 : HALF_HOURS;
        this.daily = new Profile(DAY, dailyBins, rate(DAY / dailyBins, step));
        this.weekly = new Profile(WEEK, weeklyBins, rate(WEEK / weeklyBins, step));
    }

    private static double rate(long width, long step) {
        return PROFILE_RATE / Math.max(1, width / step);
    }

    double level() {
        return level;
    }

    double slowLevel() {
        return slowLevel;
    }

    /** Deviations below it are nothing to speak of: F = 0.1 sqrt(v) + 0.01 |l|. */
    double floor() {
        return SPREAD_FLOOR * Math.sqrt(variance) + LEVEL_FLOOR * Math.abs(level) + LEAST_FLOOR;
    }

    /** Whether the weekly profile has seen a whole week. */
    boolean knowsWeek(long time) {
        return points > 0 && time - begin >= WEEK && !Double.isNaN(weekly.forecast(time));
    }

    /** Whether the daily profile knows this time of day. */
    boolean knowsTimeOfDay(long time) {
        return points > 0 && !Double.isNaN(daily.forecast(time));
    }

    /** What is expected at {@code time}; needs one point. */
    Expectation expect(long time) {
        forecasts[0] = last;
        forecasts[1] = fast;
        forecasts[2] = daily.forecast(time);
        forecasts[3] = time - begin >= WEEK ? weekly.forecast(time) : Double.NaN;
        return errors.combine(forecasts);
    }

    /** Learns {@code value}, for which {@link #expect} was asked just before. */
    void learn(long time, double value) {
        points++;
        if (points == 1) {
            begin(time, value);
        } else {
            errors.learn(forecasts, value);
            follow(value);
        }
        daily.learn(time, value, floor());
        weekly.learn(time, value, floor());
        last = value;
    }

    private void begin(long time, double value) {
        begin = time;
        level = value;
        slowLevel = value;
        fast = value;
    }

    private void follow(double value) {
        double rate = Math.max(LEVEL_RATE, 1.0 / points);
        double difference = value - level;
        level += rate * difference;
        variance = (1 - rate) * (variance + rate * difference * difference);
        slowLevel += Math.max(SLOW_RATE, 1.0 / points) * (value - slowLevel);
        fast += FAST_RATE * (value - fast);
    }

    int bytes() {
        return daily.bytes() + weekly.bytes() + ForecastErrors.BYTES + 2 * Long.BYTES + 5 * Double.BYTES;
    }

    void write(ByteBuffer out) {
        daily.write(out);
        weekly.write(out);
        errors.write(out);
        out.putLong(points).putLong(begin);
        out.putDouble(level)
                .putDouble(variance)
                .putDouble(slowLevel)
                .putDouble(fast)
                .putDouble(last);
    }

    void read(ByteBuffer in) {
        daily.read(in);
        weekly.read(in);
        errors.read(in);
        points = in.getLong();
        begin = in.getLong();
        level = in.getDouble();
        variance = in.getDouble();
        slowLevel = in.getDouble();
        fast = in.getDouble();
        last = in.getDouble();
    }
}
