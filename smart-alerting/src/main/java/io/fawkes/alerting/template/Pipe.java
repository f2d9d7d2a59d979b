package io.fawkes.alerting.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A field, and what is made of it: {@code .Alerts.Firing | len}.
 *
 * @param fromRoot whether it begins at the message wherever it stands ({@code $})
 * @param path names of fields; none means the dot itself
 * @param steps what is made of it, in order
 */
record Pipe(boolean fromRoot, List<String> path, List<Step> steps) {

    Pipe {
        path = List.copyOf(path);
        steps = List.copyOf(steps);
    }

    /**
     * A function.
     *
     * @param name which
     * @param argument its text, if it takes one; else empty
     */
    record Step(String name, String argument) {}

    Pipe with(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return new Pipe(fromRoot, path, all);
    }

    private JsonNode node(Scope scope) {
        JsonNode node = fromRoot ? scope.root() : scope.dot();
        for (String name : path) {
            node = Scope.field(node, name);
        }
        for (Step step : steps) {
            node = TextNode.valueOf(applied(step, node));
        }
        return node;
    }

    private static String applied(Step step, JsonNode node) {
        return switch (step.name()) {
            case "toUpper" -> shown(node).toUpperCase(Locale.ROOT);
            case "toLower" -> shown(node).toLowerCase(Locale.ROOT);
            case "len" -> String.valueOf(node.isTextual() ? node.asText().length() : node.size());
            case "join" ->
                StreamSupport.stream(node.spliterator(), false)
                        .map(Pipe::shown)
                        .collect(Collectors.joining(step.argument()));
            default -> throw new IllegalStateException("function " + step.name());
        };
    }

    String text(Scope scope) {
        return shown(node(scope));
    }

    List<JsonNode> nodes(Scope scope) {
        return StreamSupport.stream(node(scope).spliterator(), false).toList();
    }

    boolean holds(Scope scope) {
        JsonNode node = node(scope);
        return node.isContainerNode() ? !node.isEmpty() : !node.asText().isEmpty();
    }

    private static String shown(JsonNode node) {
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
