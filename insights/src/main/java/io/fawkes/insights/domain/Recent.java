package io.fawkes.insights.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values that were used last, at most so many. Safe for concurrent use. */
final class Recent<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> values;

    Recent(int most) {
        values = new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void keep(K key, V value) {
        values.put(key, value);
    }
}
