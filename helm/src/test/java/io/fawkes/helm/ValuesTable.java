package io.fawkes.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rows of {@code values.yaml}: each value under a comment that begins with {@code # --}. */
final class ValuesTable {

    private static final Pattern COMMENT = Pattern.compile(" *# -- (.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z-]+):.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Object values;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One value.
     *
     * @param path its names from the outside in, with dots
     * @param fallback what it is unless told otherwise, as JSON
     */
    record Row(String path, String fallback, String meaning) {
        String markdown() {
            return "| `%s` | `%s` | %s |".formatted(path, fallback, meaning);
        }
    }

    private ValuesTable(Object values) {
        this.values = values;
    }

    static ValuesTable of(String text) {
        var table = new ValuesTable(new Load(LoadSettings.builder().build()).loadFromString(text));
        table.read(text);
        return table;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Paths of values that no comment tells of, neither theirs nor that of what they stand in. */
    Set<String> untold() {
        var untold = new TreeSet<String>();
        leaves(values, "", untold);
        untold.removeIf(leaf ->
                rows.stream().map(Row::path).anyMatch(told -> leaf.equals(told) || leaf.startsWith(told + ".")));
        return untold;
    }

    private void read(String text) {
        var path = new ArrayDeque<String>();
        String meaning = null;
        for (String line : text.lines().toList()) {
            var comment = COMMENT.matcher(line);
            var key = KEY.matcher(line);
            if (comment.matches()) {
                meaning = comment.group(1);
            } else if (key.matches()) {
                enter(path, key);
                tell(path, meaning);
                meaning = null;
            }
        }
    }

    private static void enter(Deque<String> path, Matcher key) {
        while (path.size() > key.group(1).length() / 2) {
            path.removeLast();
        }
        path.addLast(key.group(2));
    }

    private void tell(Deque<String> path, @Nullable String meaning) {
        if (meaning != null) {
            rows.add(new Row(String.join(".", path), json(at(path)), meaning));
        }
    }

    private Object at(Deque<String> path) {
        var value = values;
        for (String name : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(name), name);
        }
        return value;
    }

    private static void leaves(Object value, String path, Set<String> leaves) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, inner) -> leaves(inner, path.isEmpty() ? name.toString() : path + "." + name, leaves));
        } else {
            leaves.add(path);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
