package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Percentiles;
import io.fawkes.insights.domain.statistics.RankTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one metric went on: the window beside the one of equal length before it, and beside the median of the eight before it.
 *
 * @param verdict by a {@link RankTest} of the samples of both windows at 5 %; null with a reason
 * @param p of that test; null where there is no verdict
 * @param n samples of this window: days for the frequency, changes, judged deployments, or recoveries
 * @param before samples of the window before
 * @param previous value of the window before; null if it has none
 * @param usual median of the values that the eight windows before have; null if none has one
 * @param windows how many of the eight have one
 * @param nullReason why there is no verdict; null if there is
 */
public record Trend(
        Metric metric,
        @Nullable Verdict verdict,
        @Nullable Double p,
        int n,
        int before,
        @Nullable Value previous,
        @Nullable Value usual,
        int windows,
        @Nullable NullReason nullReason) {
    /** How many windows before the one that is asked about are looked at. */
    public static final int WINDOWS_BEFORE = 8;

    private static final double SIGNIFICANT = 0.05;
    private static final int FEWEST = 5;

    static Trend of(Metric metric, long[] now, long[] then, List<Value> values, @Nullable Value previous) {
        Value usual = Value.median(values);
        if (now.length < FEWEST || then.length < FEWEST) {
            return new Trend(
                    metric,
                    null,
                    null,
                    now.length,
                    then.length,
                    previous,
                    usual,
                    values.size(),
                    NullReason.TOO_FEW_SAMPLES);
        }
        RankTest test = RankTest.of(now, then);
        return new Trend(
                metric, verdict(metric, test), test.p(), now.length, then.length, previous, usual, values.size(), null);
    }

    private static Verdict verdict(Metric metric, RankTest test) {
        if (test.p() >= SIGNIFICANT) {
            return Verdict.NO_CLEAR_CHANGE;
        }
        boolean better = (metric == Metric.DEPLOYMENT_FREQUENCY) == test.tendency() > 0;
        return better ? Verdict.IMPROVED : Verdict.WORSENED;
    }

    /**
     * The value of a metric in one window: a number or a time, the other is null.
     *
     * @param number deployments per day, or a share
     * @param time a median
     */
    public record Value(@Nullable Double number, @Nullable Duration time) {
        static @Nullable Value of(@Nullable Double number) {
            return number == null ? null : new Value(number, null);
        }

        static @Nullable Value of(@Nullable Duration time) {
            return time == null ? null : new Value(null, time);
        }

        private static @Nullable Value median(List<Value> values) {
            double[] numbers = values.stream()
                    .map(Value::number)
                    .flatMap(Stream::ofNullable)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            long[] times = values.stream()
                    .map(Value::time)
                    .flatMap(Stream::ofNullable)
                    .mapToLong(Duration::toNanos)
                    .toArray();
            return numbers.length > 0 ? of(Percentiles.median(numbers)) : of(DurationSummary.median(times));
        }
    }
}
