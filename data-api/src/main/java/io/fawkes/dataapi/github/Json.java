package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A JSON object of a webhook body, read strictly: what a reader needs must be there and have its type, and everything
 * else may be anything.
 *
 * @param node the object
 * @param path where it stands in the body, for messages
 */
record Json(JsonNode node, String path) {

    /** The body is not what GitHub sends. */
    static final class Malformed extends RuntimeException {

        private final String problem;

        Malformed(String path, String expected) {
            this(path + ": missing or malformed (expected: " + expected + ")");
        }

        private Malformed(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** One line: where, and what was expected. */
        String problem() {
            return problem;
        }
    }

    static Json body(JsonNode node) {
        return new Json(node, "");
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The object {@code name}. */
    Json object(String name) {
        return optionalObject(name).orElseThrow(() -> new Malformed(at(name), "an object"));
    }

    Optional<Json> optionalObject(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isObject).map(child -> new Json(child, at(name)));
    }

    /** The objects of the array {@code name}; an absent array has none. */
    java.util.List<Json> objects(String name) {
        var objects = new java.util.ArrayList<Json>();
        for (JsonNode element : node.path(name)) {
            objects.add(new Json(element, at(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new Malformed(at(name), "a text"));
    }

    /** The text, if it is there and not empty. */
    Optional<String> optionalText(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    long number(String name) {
        JsonNode child = node.get(name);
        if (child == null || !child.isIntegralNumber() || !child.canConvertToLong()) {
            throw new Malformed(at(name), "a whole number");
        }
        return child.longValue();
    }

    boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    Optional<Boolean> optionalFlag(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> new Malformed(at(name), "a time"));
    }

    /** The time, if it is there and not null; with any offset, as GitHub writes commits' times. */
    Optional<Instant> optionalTime(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    private Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            var malformed = new Malformed(at(name), "a time");
            malformed.initCause(e);
            throw malformed;
        }
    }
}
