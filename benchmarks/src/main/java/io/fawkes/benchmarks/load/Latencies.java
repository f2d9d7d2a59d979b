package io.fawkes.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long calls took. Safe for concurrent use. */
public final class Latencies {

    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Histogram histogram = new ConcurrentHistogram(DIGITS);

    /** Adds one. */
    public void record(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /** The time that {@code percent} of the calls stayed within, in milliseconds; to three digits. */
    public double milliseconds(double percent) {
        return histogram.getValueAtPercentile(percent) / NANOS_PER_MILLISECOND;
    }

    /** How many there were. */
    public long count() {
        return histogram.getTotalCount();
    }
}
