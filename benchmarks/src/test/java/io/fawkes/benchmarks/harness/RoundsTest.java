package io.fawkes.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void takesTurnsAndCountsTheMedian() throws Exception {
        List<String> order = new ArrayList<>();
        var measurements = new LinkedHashMap<String, Rounds.Measurement>();
        measurements.put(
                "ours", round -> said(order, "ours", List.of(9.0, 1.0, 5.0).get(round)));
        measurements.put(
                "peer", round -> said(order, "peer", List.of(2.0, 2.0, 8.0).get(round)));

        var medians = new Rounds(3).medians(measurements);

        assertEquals(Map.of("ours", 5.0, "peer", 2.0), medians);
        assertEquals(List.of("ours", "peer", "ours", "peer", "ours", "peer"), order);
    }

    private static double said(List<String> order, String name, double value) {
        order.add(name);
        return value;
    }

    @Test
    void ofAnEvenNumberTheMeanOfTheMiddleTwoCounts() {
        assertEquals(2.5, Rounds.median(List.of(4.0, 1.0, 3.0, 2.0)));
    }
}
