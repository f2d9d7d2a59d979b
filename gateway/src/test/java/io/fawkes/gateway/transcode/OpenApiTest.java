package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final String DOCUMENT = OpenApi.of(MeshDescriptors.load()).toStringUtf8();
    private static final JsonObject API = JsonParser.parseString(DOCUMENT).getAsJsonObject();

    @Test
    void isAnOpenApiDocumentToAnotherParser() {
        for (var document : List.of(DOCUMENT, OpenApi.of(Meshes.withProbe()).toStringUtf8())) {
            var options = new ParseOptions();
            options.setResolve(true);

            var parsed = new OpenAPIV3Parser().readContents(document, null, options);

            assertEquals(List.of(), parsed.getMessages());
            assertNotNull(parsed.getOpenAPI());
            assertEquals("3.1.0", parsed.getOpenAPI().getOpenapi());
        }
    }

    @Test
    void isTheSameEachTime() {
        assertEquals(DOCUMENT, OpenApi.of(MeshDescriptors.load()).toStringUtf8());
    }

    @Test
    void describesEveryBindingOnce() {
        long bindings = new RouteReader(MeshDescriptors.load().types())
                .routesOf(MeshDescriptors.load())
                .size();
        var ids = API.getAsJsonObject("paths").entrySet().stream()
                .flatMap(path -> path.getValue().getAsJsonObject().entrySet().stream())
                .map(operation -> operation
                        .getValue()
                        .getAsJsonObject()
                        .get("operationId")
                        .getAsString())
                .toList();

        assertEquals(bindings, ids.size());
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    @Test
    void namesThePartsOfAResourceName() {
        var watch = operation("/v1/services/{service}/dora:watch", "get");

        assertEquals("DoraService_WatchDora", watch.get("operationId").getAsString());
        assertTrue(watch.toString().contains("text/event-stream"));
        assertTrue(watch.toString().contains("\"window.startTime\""), watch::toString);
    }

    @Test
    void saysWhatIsRequiredAndWhatOnlyTheServiceSets() {
        var service = schema("fawkes.dataapi.v1.Service");

        assertTrue(service.getAsJsonObject("properties")
                .getAsJsonObject("createTime")
                .get("readOnly")
                .getAsBoolean());
        assertTrue(DOCUMENT.contains("\"required\":["));
    }

    @Test
    void listsTheValuesOfEnumsAndTheReasonsOfErrors() {
        assertTrue(schema("fawkes.insights.v1.EvidenceLevel")
                        .getAsJsonArray("enum")
                        .size()
                > 1);
        assertTrue(schema("fawkes.type.v1.ErrorReason").toString().contains("ROUTE_UNKNOWN"));
        assertEquals(
                "#/components/responses/Error",
                operation("/v1/services", "get")
                        .getAsJsonObject("responses")
                        .getAsJsonObject("default")
                        .get("$ref")
                        .getAsString());
    }

    @Test
    void showsNoParameterThatTheDoorFillsOrThatIsSecret() {
        var webhook = operation("/webhooks/{source}", "post").getAsJsonArray("parameters").asList().stream()
                .map(parameter -> parameter.getAsJsonObject().get("name").getAsString())
                .toList();

        assertEquals(List.of("source", "endpoint"), webhook);
    }

    private static JsonObject operation(String path, String method) {
        return API.getAsJsonObject("paths").getAsJsonObject(path).getAsJsonObject(method);
    }

    private static JsonObject schema(String name) {
        return API.getAsJsonObject("components").getAsJsonObject("schemas").getAsJsonObject(name);
    }
}
