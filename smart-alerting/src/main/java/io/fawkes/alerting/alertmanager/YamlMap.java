package io.fawkes.alerting.alertmanager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML mapping read strictly: unknown and repeated keys and values of another kind are refused with line and key. */
final class YamlMap {

    private final Node node;
    private final String path;
    private final Map<String, Node> values;

    private YamlMap(Node node, String path, Map<String, Node> values) {
        this.node = node;
        this.path = path;
        this.values = values;
    }

    /** The mapping that {@code text} is; an empty text is an empty one. */
    static YamlMap parse(String text) {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> of(node, ""))
                    .orElseThrow(() -> new InvalidFile("empty (expected: at least a route and receivers)"));
        } catch (YamlEngineException e) {
            var invalid = new InvalidFile("not YAML: " + e.toString().replaceAll("\\s+", " "));
            invalid.initCause(e);
            throw invalid;
        }
    }

    static YamlMap of(Node node, String path) {
        if (!(node instanceof MappingNode mapping)) {
            throw InvalidFile.at(node, path, "not a mapping");
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = scalar(entry.getKeyNode(), path);
            if (values.put(key, entry.getValueNode()) != null) {
                throw InvalidFile.at(entry.getKeyNode(), join(path, key), "the key stands here twice");
            }
        }
        return new YamlMap(mapping, path, values);
    }

    /** Refuses every key but {@code known}. */
    YamlMap knowing(Set<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw InvalidFile.at(value, at(key), "unknown key (expected: one of " + new TreeSet<>(known) + ")");
            }
        });
        return this;
    }

    /** An error at {@code key}. */
    InvalidFile wrong(String key, String problem) {
        return InvalidFile.at(Optional.ofNullable(values.get(key)).orElse(node), at(key), problem);
    }

    Set<String> keys() {
        return values.keySet();
    }

    Optional<String> text(String key) {
        return value(key).map(found -> scalar(found, at(key)));
    }

    /** The value that {@code parse} makes; what it refuses is an error that says {@code expected}. */
    <T> Optional<T> read(String key, Function<String, Optional<T>> parse, String expected) {
        return text(key)
                .map(text -> parse.apply(text).orElseThrow(() -> wrong(key, text + " (expected: " + expected + ")")));
    }

    boolean flag(String key, boolean fallback) {
        return read(
                        key,
                        text -> switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        },
                        "true or false")
                .orElse(fallback);
    }

    Optional<YamlMap> map(String key) {
        return value(key).map(found -> of(found, at(key)));
    }

    /** The mappings of a sequence; none if the key is missing. */
    List<YamlMap> maps(String key) {
        List<Node> nodes = nodes(key);
        return IntStream.range(0, nodes.size())
                .mapToObj(index -> of(nodes.get(index), at(key) + "[" + index + "]"))
                .toList();
    }

    /** The texts of a sequence; none if the key is missing. */
    List<String> texts(String key) {
        return nodes(key).stream().map(found -> scalar(found, at(key))).toList();
    }

    /** The texts of a mapping; none if the key is missing. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        map(key).ifPresent(found ->
                found.values.forEach((name, value) -> pairs.put(name, scalar(value, found.at(name)))));
        return pairs;
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    /** Whether something is in the sequence or mapping. */
    boolean isFilled(String key) {
        return value(key)
                .map(found -> switch (found) {
                    case SequenceNode sequence -> !sequence.getValue().isEmpty();
                    case MappingNode mapping -> !mapping.getValue().isEmpty();
                    default -> true;
                })
                .orElse(false);
    }

    private List<Node> nodes(String key) {
        Node found = value(key).orElse(null);
        return switch (found) {
            case null -> List.of();
            case SequenceNode sequence -> sequence.getValue();
            default -> throw wrong(key, "not a list");
        };
    }

    /** A key whose value is null counts as missing. */
    private Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(found -> !found.getTag().equals(Tag.NULL));
    }

    private static String scalar(Node node, String path) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw InvalidFile.at(node, path, "not a single value");
    }

    private String at(String key) {
        return join(path, key);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
