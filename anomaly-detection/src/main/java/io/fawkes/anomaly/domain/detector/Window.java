package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;

/** The last 48 values. Sums are made anew for each question, so that no rounding error ever gathers. */
final class Window {
    static final int BYTES = Window.SIZE * Double.BYTES + 2 * Integer.BYTES;

    private static final int SIZE = 48;

    private final double[] values = new double[SIZE];
    /** Where the next value goes. */
    private int next;

    private int held;

    void add(double value) {
        values[next] = value;
        next = next + 1 == SIZE ? 0 : next + 1;
        held = Math.min(held + 1, SIZE);
    }

    /** Mean of the last {@code count} values, or of as many as there are. */
    double mean(int count) {
        int used = Math.min(count, held);
        double sum = 0;
        int at = next;
        for (int i = 0; i < used; i++) {
            at = before(at);
            sum += values[at];
        }
        return sum / used;
    }

    /** Standard deviation of the last {@code count} values around {@code mean}, their mean. */
    double deviation(int count, double mean) {
        int used = Math.min(count, held);
        double sum = 0;
        int at = next;
        for (int i = 0; i < used; i++) {
            at = before(at);
            double distance = values[at] - mean;
            sum += distance * distance;
        }
        return Math.sqrt(sum / used);
    }

    private static int before(int place) {
        return place == 0 ? SIZE - 1 : place - 1;
    }

    void write(ByteBuffer out) {
        for (double value : values) {
            out.putDouble(value);
        }
        out.putInt(next).putInt(held);
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < SIZE; i++) {
            values[i] = in.getDouble();
        }
        next = in.getInt();
        held = in.getInt();
    }
}
