package io.fawkes.dataapi.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.LineReader;
import io.fawkes.dataapi.domain.imports.Said;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A JSON object a line: a resource, or one below the name of its kind with its id beside it. */
final class NdjsonLines implements LineReader {

    private static final int DEEPEST = 100;
    private static final ObjectReader STRICT = strict();

    private final ImportPlan plan;
    private final Resources resources;

    NdjsonLines(ImportPlan plan, Supplier<Instant> clock) {
        this.plan = plan;
        this.resources = new Resources(plan, clock);
    }

    private static ObjectReader strict() {
        ObjectReader reader = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
        reader.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return reader;
    }

    @Override
    public Said read(String text) {
        try {
            return STRICT.readTree(text) instanceof ObjectNode object
                    ? said(object)
                    : new Said.Nonsense("", "not a JSON object");
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            return new Said.Nonsense(
                    "", location == null ? "not JSON" : "not JSON at character " + location.getColumnNr());
        }
    }

    private Said said(ObjectNode object) {
        Optional<ResourceKind> tag = object.propertyStream()
                .filter(member -> member.getValue().isObject())
                .flatMap(member -> ResourceKind.tagged(member.getKey()).stream())
                .findFirst();
        if (tag.isPresent()) {
            return tagged(tag.get(), object);
        }
        return plan.kind()
                .map(ResourceKind::of)
                .map(kind -> plain(kind, object))
                .orElseGet(NdjsonLines::ofNoKind);
    }

    private static Said ofNoKind() {
        return new Said.Nonsense(
                "",
                "names no kind (expected: an object below one of %s, or an import of one kind)"
                        .formatted(
                                ResourceKind.ALL.stream().map(ResourceKind::tag).toList()));
    }

    private Said tagged(ResourceKind kind, ObjectNode object) {
        if (plan.kind().filter(planned -> planned != kind.rule().shape().kind()).isPresent()) {
            return new Said.Nonsense(kind.tag(), "not the kind of this import");
        }
        ObjectNode resource = null;
        for (var member : object.properties()) {
            if (ResourceKind.tagged(member.getKey()).isPresent() && member.getValue() instanceof ObjectNode node) {
                resource = node;
            } else if (!isId(kind, member.getKey())) {
                return new Said.Nonsense(member.getKey(), "not known beside " + kind.tag());
            }
        }
        return resource == null ? ofNoKind() : facts(kind, id(kind, object), resource);
    }

    private Said plain(ResourceKind kind, ObjectNode object) {
        ObjectNode resource = object.deepCopy();
        resource.remove(List.of("id", kind.idField(), kind.rule().message() + "_id"));
        return facts(kind, id(kind, object), resource);
    }

    private Said facts(ResourceKind kind, Optional<String> id, ObjectNode resource) {
        return new Said.Facts(List.of(resources.revision(kind, id, resource)));
    }

    private static boolean isId(ResourceKind kind, String field) {
        return List.of("id", kind.idField(), kind.rule().message() + "_id").contains(field);
    }

    private static Optional<String> id(ResourceKind kind, ObjectNode object) {
        return object.propertyStream()
                .filter(member -> isId(kind, member.getKey()))
                .map(member -> member.getValue())
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }
}
