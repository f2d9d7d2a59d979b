package io.fawkes.insights.domain.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What was found out about few of many deployments, by the number of the deployment. Immutable. */
final class Found<T> {
    private final BitSet some = new BitSet();
    private final int[] numbers;
    private final List<List<T>> found = new ArrayList<>();

    /** What stands in {@code byName}, for the deployments of {@code names} by their place there. */
    Found(List<String> names, Map<String, List<T>> byName) {
        numbers = IntStream.range(0, names.size())
                .filter(number -> byName.containsKey(names.get(number)))
                .toArray();
        for (int number : numbers) {
            some.set(number);
            found.add(List.copyOf(byName.getOrDefault(names.get(number), List.of())));
        }
    }

    /** Of the deployment of that number; empty for most. */
    List<T> about(int number) {
        return some.get(number) ? found.get(Arrays.binarySearch(numbers, number)) : List.of();
    }

    /** The deployments that something was found out about, in their order. */
    IntStream numbers() {
        return IntStream.of(numbers);
    }
}
