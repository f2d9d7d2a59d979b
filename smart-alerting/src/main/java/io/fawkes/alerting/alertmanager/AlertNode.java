package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.domain.alert.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One alert in JSON, read with limits: what is over one is refused, nothing is cut.
 *
 * @param node the alert
 * @param path where it stands in the body; empty for the whole body
 * @param names how the names of its labels are kept
 */
record AlertNode(JsonNode node, String path, UnaryOperator<String> names) {

    AlertNode(JsonNode node, String path) {
        this(node, path, UnaryOperator.identity());
    }

    /** The alert cannot be kept. */
    static final class Malformed extends RuntimeException {

        private final String problem;

        Malformed(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** One line: where, and what was expected. */
        String problem() {
            return problem;
        }
    }

    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final int MOST_LABELS = 256;
    private static final int LONGEST_NAME = 1_024;
    static final int LONGEST_LABEL = 16 * 1024;
    private static final int LONGEST_ANNOTATION = 128 * 1024;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** The same with the names of its labels kept as {@code naming} says. */
    AlertNode naming(UnaryOperator<String> naming) {
        return new AlertNode(node, path, naming);
    }

    /** The labels; empty ones are left out, at least one must stay. */
    Labels labels() {
        if (!node.path("labels").isObject()) {
            throw new Malformed(at("labels") + ": missing or malformed (expected: an object)");
        }
        return labels(texts("labels", LONGEST_LABEL));
    }

    /** The labels that {@code texts} are. */
    Labels labels(Map<String, String> texts) {
        var labels = Labels.of(texts);
        labels.values().keySet().forEach(this::checkName);
        if (labels.isEmpty()) {
            throw new Malformed(at("labels") + ": none that has a value (expected: at least one)");
        }
        return labels;
    }

    private void checkName(String name) {
        if (!LABEL_NAME.matcher(name).matches()) {
            throw new Malformed(at("labels") + ": " + name + " (expected: a name of letters, digits and _)");
        }
    }

    Map<String, String> annotations() {
        return texts("annotations", LONGEST_ANNOTATION);
    }

    /** The texts of the object {@code name}. */
    Map<String, String> texts(String name, int longest) {
        JsonNode found = node.path(name);
        Map<String, String> texts = new LinkedHashMap<>();
        found.properties().forEach(entry -> texts.put(kept(name, entry.getKey()), text(name, entry, longest)));
        if (texts.size() > MOST_LABELS) {
            throw new Malformed(at(name) + ": " + texts.size() + " (expected: at most " + MOST_LABELS + ")");
        }
        return texts;
    }

    private String kept(String object, String name) {
        return "annotations".equals(object) ? name : names.apply(name);
    }

    private String text(String name, Map.Entry<String, JsonNode> entry, int longest) {
        String key = entry.getKey();
        String place = at(name) + "." + key.substring(0, Math.min(key.length(), 100));
        if (!entry.getValue().isTextual()) {
            throw new Malformed(place + ": not a text");
        }
        String text = entry.getValue().textValue();
        if (key.length() > LONGEST_NAME || text.length() > longest) {
            throw new Malformed(place + ": " + text.length() + " characters (expected: at most " + longest + ")");
        }
        if (key.indexOf('\0') >= 0 || text.indexOf('\0') >= 0) {
            throw new Malformed(place + ": holds the character U+0000");
        }
        return text;
    }

    /** The page that the field {@code name} names if it can be shown: http or https only, since people click on it. */
    String uri(String name) {
        String uri = text(name).orElse("");
        boolean isHttp = uri.startsWith("http://") || uri.startsWith("https://");
        return isHttp && uri.length() <= LONGEST_LABEL && uri.indexOf('\0') < 0 ? uri : "";
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** A text as an annotation may be; empty if it is missing or has nothing in it. */
    Optional<String> limited(String name) {
        return text(name)
                .filter(text -> !text.isEmpty())
                .map(text -> text(name, Map.entry(name, node.path(name)), LONGEST_ANNOTATION));
    }

    /** A time in microseconds; empty if it is missing, null, or Go's zero time. */
    Optional<Instant> time(String name) {
        JsonNode found = node.path(name);
        if (found.isMissingNode() || found.isNull()) {
            return Optional.empty();
        }
        if (!found.isTextual()) {
            throw new Malformed(at(name) + ": not a text (expected: a time such as 2026-01-31T12:00:00Z)");
        }
        return parsed(name, found.textValue());
    }

    private Optional<Instant> parsed(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if ((time.isBefore(EARLIEST) && !isZero(time)) || time.isAfter(LATEST)) {
                throw new Malformed(at(name) + ": " + text + " (expected: a time since 1970)");
            }
            return Optional.of(time).filter(told -> !isZero(told));
        } catch (DateTimeException e) {
            var malformed = new Malformed(at(name) + ": not a time (expected: 2026-01-31T12:00:00Z)");
            malformed.initCause(e);
            throw malformed;
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isZero(Instant time) {
        return time.equals(Instant.parse("0001-01-01T00:00:00Z"));
    }
}
