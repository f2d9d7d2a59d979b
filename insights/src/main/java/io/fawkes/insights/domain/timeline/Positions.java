package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in a list of facts each name is. */
final class Positions {
    static final int NOWHERE = -1;

    private final Map<String, Integer> positions;

    Positions(List<? extends Fact> facts) {
        positions = HashMap.newHashMap(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            positions.put(facts.get(i).name(), i);
        }
    }

    /** How many names there are. */
    int size() {
        return positions.size();
    }

    int of(String name) {
        return positions.getOrDefault(name, NOWHERE);
    }
}
