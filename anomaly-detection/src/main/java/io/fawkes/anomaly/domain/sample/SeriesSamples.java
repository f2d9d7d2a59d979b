package io.fawkes.anomaly.domain.sample;

import java.util.Arrays;

/** Samples of one series in order of time, one array each for times and values: answers hold millions. */
public final class SeriesSamples {
    private final Labels labels;
    private final long[] times;
    private final double[] values;
    private final int size;

    private SeriesSamples(Labels labels, long[] times, double[] values, int size) {
        this.labels = labels;
        this.times = times;
        this.values = values;
        this.size = size;
    }

    /** The labels of the series. */
    public Labels labels() {
        return labels;
    }

    /** How many samples there are. */
    public int size() {
        return size;
    }

    /** Time of sample {@code i}, in seconds since 1970. */
    public long time(int i) {
        return times[i];
    }

    /** Value of sample {@code i}; may be NaN or infinite. */
    public double value(int i) {
        return values[i];
    }

    /** The same samples as those of a series of {@code other} labels. */
    public SeriesSamples as(Labels other) {
        return new SeriesSamples(other, times, values, size);
    }

    /** These and {@code later}'s as one series; where both have a time, {@code later}'s value is taken. */
    public SeriesSamples mergedWith(SeriesSamples later) {
        var merged = new Builder();
        int i = 0;
        int j = 0;
        while (i < size || j < later.size) {
            if (j == later.size || (i < size && times[i] < later.times[j])) {
                merged.add(times[i], values[i]);
                i++;
            } else {
                i += i < size && times[i] == later.times[j] ? 1 : 0;
                merged.add(later.times[j], later.values[j]);
                j++;
            }
        }
        return merged.build(labels);
    }

    /** Gathers samples. Not for concurrent use. */
    public static final class Builder {
        private static final int FIRST_ROOM = 64;

        private long[] times = new long[FIRST_ROOM];
        private double[] values = new double[FIRST_ROOM];
        private int size;

        /** Adds a sample, later than those before. */
        public void add(long time, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            times[size] = time;
            values[size] = value;
            size++;
        }

        /** The samples so far, as those of a series of {@code labels}; the builder is used up. */
        public SeriesSamples build(Labels labels) {
            return new SeriesSamples(labels, times, values, size);
        }
    }
}
