package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is usual at a time of a period: one value a bin, and an offset by which the whole follows a shift of level.
 *
 * <p>With innovation i = x - B[b], B[b] += rate * i and the offset moves by 0.1 of the rest. After 300 points i is clipped
 * to 5 times its EW mean absolute value, which itself is fed with values capped at 6 times it: an incident of yesterday
 * must not become what is expected today.
 */
final class Profile {
    private static final double OFFSET_RATE = 0.1;
    private static final double INNOVATION_RATE = 0.005;
    private static final double CLIP = 5;
    private static final double CAP = 6;
    private static final long ROBUST_AFTER = 300;

    private final long period;
    private final long width;
    private final double rate;
    private final float[] bins;

    private double offset;
    private double innovation;
    private long seen;

    /**
     * A profile that has seen nothing.
     *
     * @param period in seconds
     * @param count of bins
     * @param rate at which a bin learns from one point
     */
    Profile(long period, int count, double rate) {
        this.period = period;
        this.width = period / count;
        this.rate = rate;
        this.bins = new float[count];
        Arrays.fill(bins, Float.NaN);
    }

    private int bin(long time) {
        return (int) Math.min(bins.length - 1L, Math.floorMod(time, period) / width);
    }

    /** What is usual at {@code time}; NaN where nothing has been seen. */
    double forecast(long time) {
        return bins[bin(time)] + offset;
    }

    /**
     * Learns that {@code value} was seen at {@code time}.
     *
     * @param floor deviations below it are no incident, however still the series was
     */
    void learn(long time, double value, double floor) {
        int bin = bin(time);
        if (Float.isNaN(bins[bin])) {
            bins[bin] = (float) (value - offset);
            return;
        }
        seen++;
        double step = value - bins[bin];
        double clipped = seen > ROBUST_AFTER ? clip(step, Math.max(CLIP * innovation, floor)) : step;
        double fed = seen > ROBUST_AFTER ? clip(step, Math.max(CAP * innovation, floor)) : step;
        innovation += Math.max(INNOVATION_RATE, 1.0 / seen) * (Math.abs(fed) - innovation);
        offset += OFFSET_RATE * (step - offset);
        bins[bin] += (float) (rate * clipped);
    }

    private static double clip(double value, double limit) {
        return Math.clamp(value, -limit, limit);
    }

    int bytes() {
        return bins.length * Float.BYTES + 2 * Double.BYTES + Long.BYTES;
    }

    void write(ByteBuffer out) {
        for (float value : bins) {
            out.putFloat(value);
        }
        out.putDouble(offset).putDouble(innovation).putLong(seen);
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < bins.length; i++) {
            bins[i] = in.getFloat();
        }
        offset = in.getDouble();
        innovation = in.getDouble();
        seen = in.getLong();
    }
}
