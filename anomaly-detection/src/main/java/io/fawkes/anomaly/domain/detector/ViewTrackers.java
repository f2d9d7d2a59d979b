package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;

/** The tail and the typical size of every view's feature. */
final class ViewTrackers {
    static final int COUNT = View.ALL.size();
    static final int BYTES = COUNT * (TailTracker.BYTES + Double.BYTES);

    private static final double MEMORY = 100_000;
    private static final double TYPICAL_RATE = 0.01;

    private final TailTracker[] tails = new TailTracker[COUNT];
    private final double[] typical = new double[COUNT];

    ViewTrackers() {
        for (int i = 0; i < COUNT; i++) {
            tails[i] = new TailTracker();
        }
    }

    /** Novelty of {@code feature} in view {@code i} at point {@code n}: z + ln weight. */
    double novelty(int i, double feature, long n) {
        return tails[i].score(Math.log(feature) + n / MEMORY) + View.ALL.get(i).logWeight();
    }

    /** The feature whose novelty in view {@code i} is {@code theta}. */
    double featureAt(int i, double theta, long n) {
        return Math.exp(tails[i].recordAt(theta - View.ALL.get(i).logWeight()) - n / MEMORY);
    }

    /** How many times its EW mean the feature is that is so most. */
    double timesTypical(double[] features) {
        double most = 0;
        for (int i = 0; i < COUNT; i++) {
            most = Math.max(most, features[i] / typical[i]);
        }
        return most;
    }

    /** Learns the features of point {@code n}, the {@code judged}-th that has any. */
    void learn(double[] features, long n, long judged) {
        double rate = Math.max(TYPICAL_RATE, 1.0 / judged);
        for (int i = 0; i < COUNT; i++) {
            tails[i].insert(Math.log(features[i]) + n / MEMORY, n);
            typical[i] += rate * (features[i] - typical[i]);
        }
    }

    void write(ByteBuffer out) {
        for (int i = 0; i < COUNT; i++) {
            tails[i].write(out);
            out.putDouble(typical[i]);
        }
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < COUNT; i++) {
            tails[i].read(in);
            typical[i] = in.getDouble();
        }
    }
}
