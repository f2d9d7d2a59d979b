package io.fawkes.dataapi.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON object of a webhook body, read strictly: what a reader needs must be there and have its type, and everything
 * else may be anything.
 *
 * @param node the object
 * @param path where it stands in the body, for messages
 */
public record Json(JsonNode node, String path) {

    /** Instants reach further than milliseconds in a long do. */
    private static final int LAST_YEAR = 9999;

    /** {@code 2026-03-03 10:00:00 +0100}, {@code 2026-03-03 10:00:00 UTC}: as Ruby writes a time. */
    private static final Pattern SPACED =
            Pattern.compile("([0-9-]{10}) ([0-9:.]{8,18}) (UTC|([+-][0-9]{2}):?([0-9]{2}))");

    /** The body is not what its source sends. */
    public static final class Malformed extends RuntimeException {

        private final String problem;

        public Malformed(String path, String expected) {
            this(path + ": missing or malformed (expected: " + expected + ")");
        }

        private Malformed(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** One line: where, and what was expected. */
        public String problem() {
            return problem;
        }
    }

    static Json body(JsonNode node) {
        return new Json(node, "");
    }

    /** Where the field {@code name} stands in the body, for messages. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The object {@code name}. */
    public Json object(String name) {
        return optionalObject(name).orElseThrow(() -> new Malformed(at(name), "an object"));
    }

    /** The object, if it is there. */
    public Optional<Json> optionalObject(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isObject).map(child -> new Json(child, at(name)));
    }

    /** The objects of the array {@code name}; an absent array has none. */
    public List<Json> objects(String name) {
        var objects = new ArrayList<Json>();
        for (JsonNode element : node.path(name)) {
            objects.add(new Json(element, at(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** The text {@code name}, not empty. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new Malformed(at(name), "a text"));
    }

    /** The text, if it is there, not empty, and without the character zero, for which PostgreSQL has no place. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
    }

    /** The texts of the array {@code name}; an absent array has none, and what is no text is left aside. */
    public List<String> texts(String name) {
        return node.path(name)
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** The whole number {@code name}. */
    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> new Malformed(at(name), "a whole number"));
    }

    /** The whole number, if it is there and is one. */
    public Optional<Long> optionalNumber(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(child -> child.isIntegralNumber() && child.canConvertToLong())
                .map(JsonNode::longValue);
    }

    /** The flag {@code name}; an absent one is false. */
    public boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    /** The flag, if it is there. */
    public Optional<Boolean> optionalFlag(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** The time {@code name}. */
    public Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> new Malformed(at(name), "a time"));
    }

    /** The time, if it is there and not null; with any offset, as sources write them: with {@code T} or with spaces. */
    public Optional<Instant> optionalTime(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    private Instant instant(String name, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(withoutSpaces(text));
            if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
                throw new Malformed(at(name), "a time of the years 0 to " + LAST_YEAR);
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            var malformed = new Malformed(at(name), "a time");
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static String withoutSpaces(String text) {
        Matcher spaced = SPACED.matcher(text);
        if (!spaced.matches()) {
            return text;
        }
        String offset = spaced.group(4) == null ? "Z" : spaced.group(4) + ":" + spaced.group(5);
        return spaced.group(1) + "T" + spaced.group(2) + offset;
    }
}
