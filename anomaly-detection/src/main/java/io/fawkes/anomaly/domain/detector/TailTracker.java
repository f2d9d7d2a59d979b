package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;

/**
 * How surprising a feature is, compared with the worst its series has ever done.
 *
 * <p>Keeps the K = 10 largest cluster maxima of y = ln f + n/L, L = 100,000 points: the term n/L makes old records fade
 * without touching them, and within 12 points of a cluster's start only its maximum is kept. With u the smallest kept and m their number, the scale of the log-excesses is a Hill estimate
 * shrunk to a prior, H = max(0.15, (sum(y_i - u) + 0.2 * 8) / (m - 1 + 8)), and z = (y - u) / H - ln(m + 1). exp(-z) reads
 * as the number of such peaks that the history so far would have led to expect, so z compares over series, units and ages.
 *
 * <p>Example: records 0, 0.1, ..., 0.9 give u = 0, H = (4.5 + 1.6) / 17 = 0.359; a y of 2 has z = 5.57 - 2.40 = 3.18.
 *
 * <p>Sources: B. M. Hill, "A simple general approach to inference about the tail of a distribution", Ann. Statist. 3
 * (1975), for the mean of the log-excesses; the prior, the fading and the correction ln(m + 1) are ours.
 */
final class TailTracker {
    static final int BYTES = TailTracker.K * Double.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;

    private static final int K = 10;
    private static final int CLUSTER = 12;
    private static final double PRIOR = 0.2;
    private static final double PRIOR_WEIGHT = 8;
    private static final double LEAST_SCALE = 0.15;
    private static final double[] LOG = logs();

    /** Ascending from {@code 0} to {@code kept - 1}. */
    private final double[] records = new double[K];

    private int kept;
    private long clusterStart = Long.MIN_VALUE / 2;
    /** Where the maximum of the cluster stands among the records. */
    private int clusterPlace = -1;

    private static double[] logs() {
        double[] logs = new double[K + 2];
        for (int i = 1; i < logs.length; i++) {
            logs[i] = Math.log(i);
        }
        return logs;
    }

    /** z of {@code y}; before the first record nothing is surprising. */
    double score(double y) {
        return kept == 0 ? Double.NEGATIVE_INFINITY : (y - records[0]) / scale() - LOG[kept + 1];
    }

    /** The y at which {@link #score} is {@code z}. */
    double recordAt(double z) {
        return kept == 0 ? Double.POSITIVE_INFINITY : records[0] + scale() * (z + LOG[kept + 1]);
    }

    private double scale() {
        double excess = 0;
        for (int i = 1; i < kept; i++) {
            excess += records[i] - records[0];
        }
        return Math.max(LEAST_SCALE, (excess + PRIOR * PRIOR_WEIGHT) / (kept - 1 + PRIOR_WEIGHT));
    }

    /** Keeps {@code y} of point {@code n} if it is among the largest; of a cluster only its maximum. */
    void insert(double y, long n) {
        if (n - clusterStart <= CLUSTER) {
            if (y > records[clusterPlace]) {
                clusterPlace = raised(clusterPlace, y);
            }
        } else if (kept < K || y > records[0]) {
            clusterStart = n;
            clusterPlace = raised(free(), y);
        }
    }

    /** The place to overwrite: a new one while there is room, then that of the smallest. */
    private int free() {
        if (kept == K) {
            return 0;
        }
        System.arraycopy(records, 0, records, 1, kept);
        kept++;
        return 0;
    }

    /** Overwrites {@code place} with {@code y}, moves it up to where it belongs, and says where that is. */
    private int raised(int place, double y) {
        int at = place;
        while (at + 1 < kept && records[at + 1] < y) {
            records[at] = records[at + 1];
            at++;
        }
        records[at] = y;
        return at;
    }

    void write(ByteBuffer out) {
        for (double value : records) {
            out.putDouble(value);
        }
        out.putInt(kept).putLong(clusterStart).putInt(clusterPlace);
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < K; i++) {
            records[i] = in.getDouble();
        }
        kept = in.getInt();
        clusterStart = in.getLong();
        clusterPlace = in.getInt();
    }
}
