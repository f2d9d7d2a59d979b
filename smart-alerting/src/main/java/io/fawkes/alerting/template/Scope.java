package io.fawkes.alerting.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;

/**
 * What fields are looked up in. Names of the message begin with a capital letter here and not in its JSON.
 *
 * @param root the whole message
 * @param dot what a leading dot means: the message, or the item of a range
 */
record Scope(JsonNode root, JsonNode dot) {

    Scope at(JsonNode item) {
        return new Scope(root, item);
    }

    /** The field {@code name} of {@code node}; missing if there is none. */
    static JsonNode field(JsonNode node, String name) {
        return switch (name) {
            case "Firing", "Resolved" ->
                node.isArray() ? inState(node, name.toLowerCase(Locale.ROOT)) : plain(node, name);
            case "Values", "Names", "SortedPairs" ->
                node.isObject() && !node.has(name) ? listed(node, name) : plain(node, name);
            default -> plain(node, name);
        };
    }

    private static JsonNode plain(JsonNode node, String name) {
        if (!node.isObject()) {
            return MissingNode.getInstance();
        }
        return node.has(name) ? node.path(name) : node.path(decapitalized(name));
    }

    private static String decapitalized(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static JsonNode inState(JsonNode alerts, String state) {
        var found = JsonNodeFactory.instance.arrayNode();
        alerts.forEach(alert -> {
            if (state.equals(alert.path("status").asText())) {
                found.add(alert);
            }
        });
        return found;
    }

    /** Labels as a list; they are sorted already. */
    private static JsonNode listed(JsonNode labels, String what) {
        var found = JsonNodeFactory.instance.arrayNode();
        labels.properties().forEach(label -> {
            switch (what) {
                case "Names" -> found.add(label.getKey());
                case "Values" -> found.add(label.getValue());
                default -> found.addObject().put("name", label.getKey()).set("value", label.getValue());
            }
        });
        return found;
    }
}
