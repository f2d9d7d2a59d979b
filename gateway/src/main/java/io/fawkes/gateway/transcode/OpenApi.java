package io.fawkes.gateway.transcode;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.rpc.Status;
import io.fawkes.type.v1.RestOuterClass;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The REST surface of the mesh as an OpenAPI 3.1 document, from its descriptors alone: the same mesh, the same bytes. */
public final class OpenApi {
    private static final Set<String> METHODS =
            Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");
    /** Messages inside messages of a query beyond this are for a body. */
    private static final int DEEPEST_PARAMETER = 3;

    private final Comments comments;
    private final OpenApiSchemas schemas;
    private final JsonObject paths = new JsonObject();

    private OpenApi(MeshDescriptors mesh) {
        this.comments = Comments.of(mesh.files());
        this.schemas = new OpenApiSchemas(comments);
    }

    /** Describes {@code mesh}. */
    public static ByteString of(MeshDescriptors mesh) {
        return ByteString.copyFromUtf8(new OpenApi(mesh).document(mesh).toString());
    }

    private JsonObject document(MeshDescriptors mesh) {
        mesh.services().stream()
                .flatMap(service -> service.getMethods().stream())
                .filter(rpc -> rpc.getOptions().hasExtension(AnnotationsProto.http))
                .forEach(this::rpc);
        mesh.files().stream()
                .flatMap(file -> file.getEnumTypes().stream())
                .filter(type -> type.getName().equals("ErrorReason"))
                .forEach(schemas::of);
        var document = new JsonObject();
        document.addProperty("openapi", "3.1.0");
        document.add("info", info());
        document.add("security", security());
        document.add("paths", paths);
        document.add("components", components());
        return document;
    }

    private static JsonObject info() {
        var info = new JsonObject();
        info.addProperty("title", "Fawkes data services");
        info.addProperty("version", "v1");
        info.addProperty(
                "description",
                "Every error is a google.rpc.Status with one ErrorInfo, whose reason is a value of an ErrorReason.");
        return info;
    }

    /** A token, or none where the door is open to this machine only. */
    private static JsonArray security() {
        var bearer = new JsonObject();
        bearer.add("bearer", new JsonArray());
        var either = new JsonArray();
        either.add(bearer);
        either.add(new JsonObject());
        return either;
    }

    private JsonObject components() {
        var bearer = OpenApiSchemas.schema("http");
        bearer.addProperty("scheme", "bearer");
        var schemes = new JsonObject();
        schemes.add("bearer", bearer);
        var responses = new JsonObject();
        responses.add("Error", answer("What went wrong.", "application/json", schemas.of(Status.getDescriptor())));
        var components = new JsonObject();
        components.add("securitySchemes", schemes);
        components.add("responses", responses);
        components.add("schemas", schemas.components());
        return components;
    }

    private void rpc(MethodDescriptor rpc) {
        var rule = rpc.getOptions().getExtension(AnnotationsProto.http);
        var id = rpc.getService().getName() + "_" + rpc.getName();
        binding(rpc, rule, id);
        for (int i = 0; i < rule.getAdditionalBindingsCount(); i++) {
            binding(rpc, rule.getAdditionalBindings(i), id + "_" + (i + 2));
        }
    }

    private void binding(MethodDescriptor rpc, HttpRule rule, String id) {
        var pattern = HttpPattern.of(rule);
        var path = OpenApiPath.of(pattern.template());
        if (!METHODS.contains(pattern.httpMethod())) {
            return; // OpenAPI has no word for other methods.
        }
        if (!paths.has(path.text())) {
            paths.add(path.text(), new JsonObject());
        }
        paths.getAsJsonObject(path.text())
                .add(pattern.httpMethod().toLowerCase(Locale.ROOT), operation(rpc, rule, id, path));
    }

    private JsonObject operation(MethodDescriptor rpc, HttpRule rule, String id, OpenApiPath path) {
        var comment = comments.over(rpc.getFullName());
        int paragraph = comment.indexOf("\n\n");
        var operation = new JsonObject();
        operation.add("tags", array(List.of(rpc.getService().getName())));
        operation.addProperty("operationId", id);
        operation.addProperty(
                "summary", (paragraph < 0 ? comment : comment.substring(0, paragraph)).replace('\n', ' '));
        operation.addProperty(
                "description", paragraph < 0 ? "" : comment.substring(paragraph).strip());
        operation.add("parameters", parameters(rpc, rule, path));
        if (!rule.getBody().isEmpty()) {
            operation.add("requestBody", requestBody(rpc.getInputType(), rule.getBody()));
        }
        operation.add("responses", responses(rpc, rule));
        return operation;
    }

    private JsonArray parameters(MethodDescriptor rpc, HttpRule rule, OpenApiPath path) {
        var parameters = new JsonArray();
        path.parameters()
                .forEach(name -> parameters.add(parameter("path", name, OpenApiSchemas.schema("string"), true)));
        if (!rule.getBody().equals("*")) {
            query(rpc.getInputType(), "", filled(rpc, rule), 0, parameters);
        }
        return parameters;
    }

    /** Fields that path, body and door fill. */
    private static Set<String> filled(MethodDescriptor rpc, HttpRule rule) {
        var options = rpc.getOptions().getExtension(RestOuterClass.rest);
        var filled = new HashSet<>(Set.of(rule.getBody()));
        HttpPattern.of(rule).template().variables().forEach(variable -> filled.add(variable.field()));
        filled.add(options.getHeadersField());
        filled.add(options.getBodySizeField());
        return filled;
    }

    private void query(Descriptor type, String prefix, Set<String> filled, int depth, JsonArray parameters) {
        for (var field : type.getFields()) {
            boolean open = !filled.contains(prefix + field.getName())
                    && !field.getOptions().getDebugRedact();
            if (open && isObject(field) && depth < DEEPEST_PARAMETER) {
                query(field.getMessageType(), prefix + field.getJsonName() + ".", Set.of(), depth + 1, parameters);
            } else if (open && !isObject(field) && !isListOfObjects(field)) {
                parameters.add(queryParameter(field, prefix + field.getJsonName()));
            }
        }
    }

    private JsonObject queryParameter(FieldDescriptor field, String name) {
        var required = OpenApiSchemas.isRequired(field) && name.indexOf('.') < 0;
        var parameter = parameter("query", name, schemas.of(field), required);
        OpenApiSchemas.described(parameter, comments.over(field.getFullName()));
        if (field.isMapField()) {
            parameter.addProperty("style", "deepObject");
            parameter.addProperty("explode", true);
        }
        return parameter;
    }

    private static JsonObject parameter(String in, String name, JsonObject schema, boolean required) {
        var parameter = new JsonObject();
        parameter.addProperty("name", name);
        parameter.addProperty("in", in);
        parameter.addProperty("required", required);
        parameter.add("schema", schema);
        return parameter;
    }

    private JsonObject requestBody(Descriptor type, String name) {
        var field = name.equals("*") ? null : type.findFieldByName(name);
        boolean raw =
                field == null ? BodyBinder.isRaw(type) : isMessage(field) && BodyBinder.isRaw(field.getMessageType());
        var body = new JsonObject();
        body.add(
                "content",
                raw ? content("*/*", new JsonObject()) : json(field == null ? schemas.of(type) : schemas.of(field)));
        return body;
    }

    private JsonObject responses(MethodDescriptor rpc, HttpRule rule) {
        var options = rpc.getOptions().getExtension(RestOuterClass.rest);
        var status = options.getSuccessStatus() == 0 ? "200" : Integer.toString(options.getSuccessStatus());
        var responses = new JsonObject();
        responses.add(status, success(rpc, rule));
        var error = new JsonObject();
        error.addProperty("$ref", "#/components/responses/Error");
        responses.add("default", error);
        return responses;
    }

    private JsonObject success(MethodDescriptor rpc, HttpRule rule) {
        var type = rpc.getOutputType();
        var description = comments.over(type.getFullName());
        var text = description.isEmpty() ? "The answer." : description;
        if (BodyBinder.isRaw(type)) {
            return answer(text, "*/*", new JsonObject());
        }
        var field = rule.getResponseBody().isEmpty() ? null : type.findFieldByName(rule.getResponseBody());
        var schema = field == null ? schemas.of(type) : schemas.of(field);
        return rpc.isServerStreaming() ? stream(text, schema) : answer(text, "application/json", schema);
    }

    private static JsonObject stream(String text, JsonObject message) {
        var list = OpenApiSchemas.schema("array");
        list.add("items", message);
        var answer = answer(text, StreamForm.LINES.mediaType(), message);
        var content = answer.getAsJsonObject("content");
        content.add(StreamForm.EVENTS.mediaType(), media(OpenApiSchemas.schema("string")));
        content.add(StreamForm.ARRAY.mediaType(), media(list));
        return answer;
    }

    private static JsonObject answer(String description, String mediaType, JsonObject schema) {
        var answer = OpenApiSchemas.described(new JsonObject(), description);
        answer.add("content", content(mediaType, schema));
        return answer;
    }

    private static JsonObject json(JsonObject schema) {
        return content("application/json", schema);
    }

    private static JsonObject content(String mediaType, JsonObject schema) {
        var content = new JsonObject();
        content.add(mediaType, media(schema));
        return content;
    }

    private static JsonObject media(JsonObject schema) {
        var media = new JsonObject();
        media.add("schema", schema);
        return media;
    }

    private static JsonArray array(Collection<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static boolean isObject(FieldDescriptor field) {
        return !field.isRepeated() && isMessage(field) && WellKnown.of(field.getMessageType()) == WellKnown.NONE;
    }

    private static boolean isListOfObjects(FieldDescriptor field) {
        return field.isRepeated()
                && !field.isMapField()
                && isMessage(field)
                && WellKnown.of(field.getMessageType()) == WellKnown.NONE;
    }

    private static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }
}
