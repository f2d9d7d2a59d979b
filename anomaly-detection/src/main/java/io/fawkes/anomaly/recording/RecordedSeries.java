package io.fawkes.anomaly.recording;

import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import java.util.Arrays;

/** The samples of one series of a file. Filled while the file is read, then only read. */
final class RecordedSeries {
    /** A sample counts for so long, as in Prometheus. */
    private static final long LOOK_BACK_MILLIS = 300_000;

    private static final int FIRST_ROOM = 256;

    private final Labels labels;
    private long[] times = new long[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private int size;

    RecordedSeries(Labels labels) {
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }

    /** Adds a sample; false if it is not later than the one before. */
    boolean add(long millis, double value) {
        if (size > 0 && millis <= times[size - 1]) {
            return false;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = millis;
        values[size] = value;
        size++;
        return true;
    }

    long first() {
        return times[0];
    }

    long last() {
        return times[size - 1];
    }

    /** The newest sample at each step, not older than five minutes; NaN, which says that the series ended, is none. */
    SeriesSamples at(SampleQuery query) {
        var found = new SeriesSamples.Builder();
        long step = query.step().toSeconds();
        for (long time = query.start().getEpochSecond(); time <= query.end().getEpochSecond(); time += step) {
            int newest = newest(time * 1_000);
            if (newest >= 0 && times[newest] > time * 1_000 - LOOK_BACK_MILLIS && !Double.isNaN(values[newest])) {
                found.add(time, values[newest]);
            }
        }
        return found.build(labels);
    }

    private int newest(long millis) {
        int found = Arrays.binarySearch(times, 0, size, millis);
        return found >= 0 ? found : -found - 2;
    }
}
