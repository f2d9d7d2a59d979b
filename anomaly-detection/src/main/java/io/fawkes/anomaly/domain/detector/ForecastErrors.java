package io.fawkes.anomaly.domain.detector;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * How well each forecast has done, and what they say together: p = sum(w_i p_i) / sum(w_i) with w_i = m_i^-4, m_i the EW
 * mean absolute error of rate max(0.005, 1/n_i). So a season counts where it pays and nowhere else, without a search for
 * periods. A forecast takes part after 18 judgements: one lucky guess is no merit.
 *
 * <p>Example: mean errors of 2 and 1 weigh 1/16 and 1, so the better one has 94 % of the weight.
 */
final class ForecastErrors {
    static final List<Forecast> ALL = List.of(Forecast.values());
    static final int COUNT = ALL.size();
    static final int BYTES = COUNT * (Double.BYTES + Long.BYTES);

    private static final double RATE = 0.005;
    private static final long TRIAL = 18;

    private final double[] errors = new double[COUNT];
    private final long[] judged = new long[COUNT];

    /** What {@code forecasts} say together; those that are NaN or on trial have no say. */
    Expectation combine(double[] forecasts) {
        double best = best(forecasts);
        double sum = 0;
        double weights = 0;
        double most = 0;
        int leading = 0;
        for (int i = 0; i < COUNT; i++) {
            double weight = takesPart(i, forecasts) ? weight(i, best) : 0;
            if (weight > 0) {
                sum += weight * forecasts[i];
                weights += weight;
            }
            if (weight > most) {
                most = weight;
                leading = i;
            }
        }
        return weights == 0
                ? new Expectation(forecasts[0], Forecast.LAST_VALUE, 1)
                : new Expectation(sum / weights, ALL.get(leading), most / weights);
    }

    private double best(double[] forecasts) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < COUNT; i++) {
            if (takesPart(i, forecasts)) {
                best = Math.min(best, errors[i]);
            }
        }
        return best;
    }

    private boolean takesPart(int i, double[] forecasts) {
        return judged[i] >= TRIAL && !Double.isNaN(forecasts[i]);
    }

    /** w_i relative to the best one's, which cannot overflow; a forecast without any error leaves no room for others. */
    private double weight(int i, double best) {
        if (errors[i] == best) {
            return 1;
        }
        double ratio = best / errors[i];
        return ratio * ratio * ratio * ratio;
    }

    /** Learns that {@code value} came. */
    void learn(double[] forecasts, double value) {
        for (int i = 0; i < COUNT; i++) {
            if (!Double.isNaN(forecasts[i])) {
                judged[i]++;
                errors[i] += Math.max(RATE, 1.0 / judged[i]) * (Math.abs(value - forecasts[i]) - errors[i]);
            }
        }
    }

    void write(ByteBuffer out) {
        for (int i = 0; i < COUNT; i++) {
            out.putDouble(errors[i]).putLong(judged[i]);
        }
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < COUNT; i++) {
            errors[i] = in.getDouble();
            judged[i] = in.getLong();
        }
    }
}
