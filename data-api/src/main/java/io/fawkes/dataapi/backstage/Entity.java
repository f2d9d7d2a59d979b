package io.fawkes.dataapi.backstage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An entity of Backstage's format, read strictly: what is there must have its type.
 *
 * @param body the entity
 * @param place where it stands
 */
record Entity(JsonNode body, Place place) {

    /** What it is called; fails with BadEntity if it does not say. */
    Ref ref() {
        String namespace = text("metadata.namespace").orElse("default");
        return Ref.parse("metadata.name", required("metadata.name"), required("kind"), namespace);
    }

    boolean is(String kind) {
        return body.path("kind").asText("").equalsIgnoreCase(kind);
    }

    String required(String path) {
        return text(path).orElseThrow(() -> new BadEntity(path, "missing (expected: a text)"));
    }

    /** The text at that path; fails with BadEntity if something else is there. */
    Optional<String> text(String path) {
        return text(path, at(path));
    }

    private static Optional<String> text(String path, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().indexOf('\0') >= 0) {
            throw new BadEntity(path, value + " (expected: a text)");
        }
        return Optional.of(value.textValue().strip());
    }

    /** The texts of the list at that path, none if it is not there. */
    List<String> texts(String path) {
        JsonNode list = at(path);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw new BadEntity(path, list + " (expected: a list of texts)");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(
                text(path, element).orElseThrow(() -> new BadEntity(path, "null (expected: a list of texts)"))));
        return texts;
    }

    private JsonNode at(String path) {
        JsonNode node = body;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    /** Its annotation of that name. */
    Optional<String> annotation(String name) {
        return text(
                annotationPath(name), body.path("metadata").path("annotations").path(name));
    }

    /** The parts of an annotation that has commas between them. */
    List<String> annotations(String name) {
        return annotation(name)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElseGet(List::of);
    }

    /** The names of its annotations. */
    List<String> annotationNames() {
        List<String> names = new ArrayList<>();
        body.path("metadata").path("annotations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static String annotationPath(String name) {
        return "metadata.annotations." + name;
    }

    /** What is wrong with it, where. */
    CatalogProblem problem(BadEntity bad) {
        return new CatalogProblem(called(), place.at(bad.path()), bad.text());
    }

    private String called() {
        try {
            return ref().toString();
        } catch (BadEntity _) {
            return ""; // what cannot say what it is has no name to be told by
        }
    }
}
