package io.fawkes.dataapi.backstage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The entities of one YAML file, document by document; lines are kept, so that a mistake names its place. Not for
 * concurrent use.
 */
final class YamlEntities {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final List<Entity> entities;
    private final List<CatalogProblem> problems;

    /** Adds what it reads to {@code entities}, and what it cannot read to {@code problems}. */
    YamlEntities(String file, List<Entity> entities, List<CatalogProblem> problems) {
        this.file = file;
        this.entities = entities;
        this.problems = problems;
    }

    /** Reads up to the first document that is no YAML. */
    void read(String text) {
        int document = 1;
        try {
            for (Node node : new Compose(LoadSettings.builder().build()).composeAllFromString(text)) {
                take(node, file + ", document " + document++);
            }
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> ", line " + (mark.getLine() + 1))
                    .orElse("");
            problems.add(new CatalogProblem("", file + ", document " + document + line, e.getProblem()));
        }
    }

    private void take(Node node, String document) {
        Map<String, Integer> lines = new HashMap<>();
        JsonNode body = json("", node, lines);
        var entity = new Entity(body, new Place(document, lines));
        if (body.isObject() && entity.is("")) {
            problems.add(new CatalogProblem("", document, "kind: missing (expected: the kind of an entity)"));
        } else if (body.isObject()) {
            entities.add(entity);
        } else if (!body.isNull()) {
            problems.add(new CatalogProblem("", document, "no mapping (expected: an entity)"));
        }
    }

    private static JsonNode json(String path, Node node, Map<String, Integer> lines) {
        node.getStartMark().ifPresent(mark -> lines.put(path, mark.getLine() + 1));
        return switch (node) {
            case MappingNode mapping -> object(path, mapping, lines);
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                sequence.getValue().forEach(element -> array.add(json(path, element, new HashMap<>())));
                yield array;
            }
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> JSON.nullNode();
            case ScalarNode scalar -> JSON.textNode(scalar.getValue());
            default -> throw new IllegalStateException("a node of YAML that is no mapping, sequence or scalar");
        };
    }

    private static JsonNode object(String path, MappingNode mapping, Map<String, Integer> lines) {
        var object = JSON.objectNode();
        for (NodeTuple field : mapping.getValue()) {
            String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            String inner = path.isEmpty() ? name : path + "." + name;
            object.set(name, json(inner, field.getValueNode(), lines));
        }
        return object;
    }
}
