package io.fawkes.anomaly.domain.sample;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels that tell a series from others, by name.
 *
 * @param values by name, in the order of the names
 */
public record Labels(SortedMap<String, String> values) {
    /** The label that holds the metric's name. */
    public static final String NAME = "__name__";

    public Labels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Labels of {@code values}. */
    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /** The value of {@code name}, or the empty text, which in PromQL is the same as no such label. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** Those named by {@code names}; all of them if {@code names} is empty. */
    public Labels only(Collection<String> names) {
        return names.isEmpty()
                ? this
                : of(values.entrySet().stream()
                        .filter(label -> names.contains(label.getKey()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** As PromQL writes a series, its metric's name before the braces: {@code up{job="shop"}}. */
    public String series() {
        var others = new TreeMap<>(values);
        others.remove(NAME);
        return get(NAME) + new Labels(others);
    }

    /** As PromQL writes them, {@code {a="b", c="d"}}: the same text for the same labels. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
