package io.fawkes.anomaly.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of which only known keys are accepted. What cannot be read is noted and its fallback returned. */
final class YamlMap {
    private final Node node;
    private final Mistakes mistakes;
    private final Map<String, Node> values = new HashMap<>();

    private YamlMap(Node node, Mistakes mistakes) {
        this.node = node;
        this.mistakes = mistakes;
    }

    static YamlMap of(Node node, Set<String> known, Mistakes mistakes) {
        var map = new YamlMap(node, mistakes);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> map.take(entry, known));
        } else {
            mistakes.at(node, "not a mapping (expected: keys " + new TreeSet<>(known) + ")");
        }
        return map;
    }

    private void take(NodeTuple entry, Set<String> known) {
        String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "a key that is no text";
        if (!known.contains(key)) {
            mistakes.at(entry.getKeyNode(), key + ": unknown key (expected: one of " + new TreeSet<>(known) + ")");
        } else if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            mistakes.at(entry.getKeyNode(), key + ": given twice (expected: once)");
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Notes that {@code key} is wrong. */
    void mistake(String key, String text) {
        mistakes.at(values.getOrDefault(key, node), key + ": " + text);
    }

    String required(String key, String expected) {
        return text(key).orElseGet(() -> {
            mistake(key, "missing (expected: " + expected + ")");
            return "";
        });
    }

    Optional<String> text(String key) {
        return read(key, Function.identity(), "a text");
    }

    /** What {@code parse} makes of the value; a value it refuses is noted. */
    <T> Optional<T> read(String key, Function<String, T> parse, String expected) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> scalar(key, value, parse, expected));
    }

    private <T> Optional<T> scalar(String key, Node value, Function<String, T> parse, String expected) {
        if (!(value instanceof ScalarNode scalar)) {
            mistakes.at(value, key + ": not a single value (expected: " + expected + ")");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar.getValue()));
        } catch (RuntimeException e) {
            mistakes.at(value, key + ": " + scalar.getValue() + " (expected: " + expected + ")");
            return Optional.empty();
        }
    }

    List<Node> list(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        mistakes.at(value, key + ": not a list (expected: a list)");
        return List.of();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : list(key)) {
            scalar(key, item, Function.identity(), "a list of texts").ifPresent(texts::add);
        }
        return texts;
    }
}
