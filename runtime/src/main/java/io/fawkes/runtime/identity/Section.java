package io.fawkes.runtime.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the file with named values, each of which is read by name and none may be left over.
 *
 * @param place where it stands, for people
 * @param values as YAML gave them
 */
record Section(String place, Map<?, ?> values) {

    static Section of(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> values) {
            return new Section(place, values);
        }
        throw expected(place, "a mapping");
    }

    private static InvalidIssuers expected(String place, String what) {
        return new InvalidIssuers(place + ": expected " + what);
    }

    /** Refuses a name that is not one of {@code known}. */
    Section knowing(Set<String> known) {
        values.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw expected(
                            place + "." + name,
                            "one of " + known.stream().sorted().toList());
                });
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        if (values.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw expected(place + "." + name, "a text");
    }

    String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    /** At least one text. */
    List<String> texts(String name) {
        if (values.get(name) instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw expected(place + "." + name, "a list of texts");
    }

    /** At least one section. */
    List<Section> sections(String name) {
        if (values.get(name) instanceof List<?> list && !list.isEmpty()) {
            return IntStream.range(0, list.size())
                    .mapToObj(i -> of("%s.%s[%d]".formatted(place, name, i), list.get(i)))
                    .toList();
        }
        throw expected(place + "." + name, "a list of at least one");
    }

    Section section(String name) {
        return of(place + "." + name, values.get(name));
    }
}
