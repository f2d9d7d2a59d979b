package io.fawkes.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Measures several things in turn, round after round, so that what slows the machine for a while slows all of them; of
 * each the median counts.
 *
 * @param number how many rounds, at least 1
 */
public record Rounds(int number) {

    public Rounds {
        if (number < 1) {
            throw new IllegalArgumentException("rounds: " + number + " (expected: at least 1)");
        }
    }

    /** One thing to measure. */
    @FunctionalInterface
    public interface Measurement {
        /** Measures once; rounds count from 0. */
        double measure(int round) throws Exception;
    }

    /** The median of each measurement, by its name. The order within a round is the map's. */
    public Map<String, Double> medians(SequencedMap<String, Measurement> measurements) throws Exception {
        SequencedMap<String, List<Double>> values = new LinkedHashMap<>();
        for (int round = 0; round < number; round++) {
            for (Map.Entry<String, Measurement> each : measurements.entrySet()) {
                values.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                        .add(each.getValue().measure(round));
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        values.forEach((name, measured) -> medians.put(name, median(measured)));
        return medians;
    }

    /** The median of one measurement. */
    public double median(Measurement measurement) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int round = 0; round < number; round++) {
            values.add(measurement.measure(round));
        }
        return median(values);
    }

    /** The middle of {@code values}; of an even number the mean of the middle two. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
