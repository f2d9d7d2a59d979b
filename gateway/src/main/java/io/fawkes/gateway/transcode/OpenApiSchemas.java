package io.fawkes.gateway.transcode;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON schemas of messages and enums as the JSON mapping writes them. Whatever is referred to becomes a component. Used by
 * one thread.
 */
final class OpenApiSchemas {
    private final Comments comments;
    private final Map<String, JsonObject> components = new TreeMap<>();
    private final Deque<Descriptor> unwritten = new ArrayDeque<>();

    OpenApiSchemas(Comments comments) {
        this.comments = comments;
    }

    /** Everything that was referred to, by name. */
    JsonObject components() {
        while (!unwritten.isEmpty()) {
            var type = unwritten.removeFirst();
            components.put(type.getFullName(), object(type));
        }
        var all = new JsonObject();
        components.forEach(all::add);
        return all;
    }

    /** The schema of a message. */
    JsonObject of(Descriptor type) {
        return switch (WellKnown.of(type)) {
            case TEXT -> text(type);
            case WRAPPER -> nullable(of(type.findFieldByNumber(1)));
            case JSON -> free(type.getName());
            case ANY -> described(schema("object"), "An object with `@type`, the name of its type.");
            case NONE -> reference(type);
        };
    }

    /** The schema of a field's value, lists and maps included. */
    JsonObject of(FieldDescriptor field) {
        if (field.isMapField()) {
            var map = schema("object");
            map.add("additionalProperties", single(field.getMessageType().findFieldByNumber(2)));
            return map;
        }
        if (field.isRepeated()) {
            var list = schema("array");
            list.add("items", single(field));
            return list;
        }
        return single(field);
    }

    /** As {@link #of(FieldDescriptor)}, with what the contract says of the field. */
    JsonObject documented(FieldDescriptor field) {
        var schema = described(of(field), comments.over(field.getFullName()));
        if (has(field, FieldBehavior.OUTPUT_ONLY)) {
            schema.addProperty("readOnly", true);
        }
        if (has(field, FieldBehavior.INPUT_ONLY)) {
            schema.addProperty("writeOnly", true);
        }
        if (field.getOptions().getDeprecated()) {
            schema.addProperty("deprecated", true);
        }
        return schema;
    }

    static boolean isRequired(FieldDescriptor field) {
        return has(field, FieldBehavior.REQUIRED);
    }

    /** Makes the enum a component whether or not anything refers to it. */
    JsonObject of(EnumDescriptor type) {
        if (!components.containsKey(type.getFullName())) {
            components.put(type.getFullName(), enumeration(type));
        }
        return reference(type.getFullName());
    }

    static JsonObject schema(String type) {
        var schema = new JsonObject();
        schema.addProperty("type", type);
        return schema;
    }

    static JsonObject described(JsonObject schema, String description) {
        if (!description.isEmpty()) {
            schema.addProperty("description", description);
        }
        return schema;
    }

    private JsonObject single(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> formatted("integer", "int32");
            case UINT32, FIXED32 -> atLeastZero(formatted("integer", "int64"));
            case INT64, SINT64, SFIXED64 -> formatted("string", "int64");
            case UINT64, FIXED64 -> formatted("string", "uint64");
            case FLOAT -> formatted("number", "float");
            case DOUBLE -> formatted("number", "double");
            case BOOL -> schema("boolean");
            case STRING -> schema("string");
            case BYTES -> base64();
            case ENUM -> of(field.getEnumType());
            case MESSAGE, GROUP -> of(field.getMessageType());
        };
    }

    private JsonObject object(Descriptor type) {
        var schema = described(schema("object"), comments.over(type.getFullName()));
        var properties = new JsonObject();
        var required = new JsonArray();
        for (var field : type.getFields()) {
            properties.add(field.getJsonName(), documented(field));
            if (isRequired(field)) {
                required.add(field.getJsonName());
            }
        }
        schema.add("properties", properties);
        if (!required.isEmpty()) {
            schema.add("required", required);
        }
        return schema;
    }

    private JsonObject enumeration(EnumDescriptor type) {
        var values = new JsonArray();
        type.getValues().forEach(value -> values.add(value.getName()));
        var lines = type.getValues().stream()
                .map(value -> "- `%s`: %s"
                        .formatted(value.getName(), comments.over(type.getFullName() + "." + value.getName())))
                .collect(Collectors.joining("\n"));
        var schema = described(schema("string"), comments.over(type.getFullName()) + "\n\n" + lines);
        schema.add("enum", values);
        return schema;
    }

    private JsonObject reference(Descriptor type) {
        if (!components.containsKey(type.getFullName())) {
            components.put(type.getFullName(), new JsonObject()); // Written later: types refer to themselves.
            unwritten.add(type);
        }
        return reference(type.getFullName());
    }

    private static JsonObject reference(String name) {
        var reference = new JsonObject();
        reference.addProperty("$ref", "#/components/schemas/" + name);
        return reference;
    }

    private static JsonObject text(Descriptor type) {
        return switch (type.getName()) {
            case "Timestamp" -> formatted("string", "date-time");
            case "Duration" -> patterned("-?[0-9]+(\\.[0-9]{1,9})?s");
            default -> described(schema("string"), "Field paths in lowerCamelCase, joined with commas.");
        };
    }

    private static JsonObject free(String name) {
        return switch (name) {
            case "Struct" -> schema("object");
            case "ListValue" -> {
                var list = schema("array");
                list.add("items", new JsonObject());
                yield list;
            }
            default -> new JsonObject();
        };
    }

    private static JsonObject nullable(JsonObject schema) {
        var types = new JsonArray();
        types.add(schema.get("type"));
        types.add("null");
        schema.add("type", types);
        return schema;
    }

    private static JsonObject formatted(String type, String format) {
        var schema = schema(type);
        schema.addProperty("format", format);
        return schema;
    }

    private static JsonObject patterned(String pattern) {
        var schema = schema("string");
        schema.addProperty("pattern", "^%s$".formatted(pattern));
        return schema;
    }

    private static JsonObject atLeastZero(JsonObject schema) {
        schema.addProperty("minimum", 0);
        return schema;
    }

    private static JsonObject base64() {
        var schema = schema("string");
        schema.addProperty("contentEncoding", "base64");
        return schema;
    }

    private static boolean has(FieldDescriptor field, FieldBehavior behavior) {
        return field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(behavior);
    }
}
