package io.fawkes.alerting.domain.alert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A set of labels, sorted by the bytes of their names. A label that is missing and one that is empty are the same: empty
 * ones are left out.
 *
 * @param values value by name; sorted, never changed
 */
public record Labels(NavigableMap<String, String> values) {

    /** As Go orders strings, which UTF-16 does not for every character. */
    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** No labels. */
    public static final Labels NONE = of(Map.of());

    public Labels {
        var sorted = new TreeMap<String, String>(BY_BYTES);
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                sorted.put(name, value);
            }
        });
        values = Collections.unmodifiableNavigableMap(sorted);
    }

    /** The labels of {@code values} that are not empty. */
    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /** The value of {@code name}; empty if there is no such label. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether there is such a label. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Those whose names {@code wanted} takes. */
    public Labels only(Predicate<String> wanted) {
        return of(values.entrySet().stream()
                .filter(label -> wanted.test(label.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** As Alertmanager writes them: {@code {alertname="A", team="x"}}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> label.getKey() + "=" + GoText.quoted(label.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
