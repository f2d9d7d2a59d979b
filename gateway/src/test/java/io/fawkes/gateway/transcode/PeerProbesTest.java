package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other transcoders do, and what they fail at: a test for each feature and probe that needs no socket. */
class PeerProbesTest {
    private static final String ITEM = "/v1/probes/a";
    private static final MeshDescriptors MESH = Meshes.withProbe();
    private static final Router ROUTER = Router.of(MESH);

    // Features.

    @Test
    void needsNoGeneratedCode() {
        assertEquals("{\"name\":\"probes/a\"}", asked("GET", ITEM, ""));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("probe.Probe"));
    }

    @Test
    void readsPathTemplatesWithWildcardsNestedFieldsAndVerbs() {
        assertEquals("{\"name\":\"probes/a/b\"}", asked("GET", "/v1/probes/a/b", ""));
        assertEquals("{\"inner\":{\"name\":\"x\"}}", asked("GET", "/probe/x", ""));
        assertEquals("{\"name\":\"probes/a\"}", asked("POST", "/v1/probes/a:poke", ""));
    }

    @Test
    void takesAdditionalBindingsEachWithAResponseBodyOfItsOwn() {
        var first = ROUTER.match("POST", "/v1/uploads/a").route().writer();
        var second = ROUTER.match("PUT", "/v1/uploads/a").route().writer();
        var message = bind("GET", "/two", "tags=x&raw.data=aGk%3D&raw.contentType=text/plain");

        assertEquals("text/plain", first.whole(message).mediaType());
        assertEquals("hi", first.whole(message).content().toStringUtf8());
        assertEquals("[\"x\"]", second.whole(message).content().toStringUtf8());
    }

    @Test
    void takesCustomKindsAndAnswersHeadFromGet() {
        assertEquals("probe.ProbeService/Sniff", rpc("HEAD", "/v1/probes:sniff"));
        assertEquals("probe.ProbeService/Ask", rpc("OPTIONS", "/v1/probes:ask"));
        assertEquals("probe.ProbeService/AnyMethod", rpc("PURGE", "/v1/any/x"));
        assertEquals("probe.ProbeService/Get", rpc("HEAD", ITEM));
    }

    @Test
    void writesOnlyTheResponseBody() {
        var message = bind("GET", ITEM, "tags=x&u32=1");

        assertEquals(
                "[\"x\"]",
                ROUTER.match("POST", "/v1/probes")
                        .route()
                        .writer()
                        .whole(message)
                        .content()
                        .toStringUtf8());
    }

    @Test
    void readsNestedRepeatedEnumAndWellKnownParameters() {
        assertEquals(
                "{\"name\":\"probes/a\",\"kinds\":[\"KIND_ROUND\",\"KIND_SQUARE\"],\"age\":\"2s\",\"inner\":{\"u32\":1}}",
                asked("GET", ITEM, "inner.u32=1&kinds=KIND_ROUND&kinds=2&age=2s"));
    }

    @Test
    void readsMapParameters() {
        assertEquals("{\"name\":\"probes/a\",\"labels\":{\"k\":\"v\"}}", asked("GET", ITEM, "labels[k]=v"));
    }

    @Test
    void readsTheWholeUnsignedRange() {
        assertEquals(
                "{\"name\":\"probes/a\",\"u32\":4294967295,\"minBig\":\"18446744073709551615\"}",
                asked("GET", ITEM, "u32=4294967295&min_big=18446744073709551615"));
    }

    @Test
    void refusesUnknownParametersUnlessTheRpcIsLenient() {
        assertEquals("nope", refusedField("GET", ITEM, "nope=1", ""));
        assertEquals("{\"name\":\"a\"}", asked("POST", "/hooks/a", "nope=1"));
    }

    @Test
    void refusesUnknownBodyFieldsUnlessTheRpcIsLenient() {
        assertEquals("nope", refusedField("POST", "/v1/probes", "", "{\"nope\":1}"));
        assertEquals("{\"name\":\"a\",\"inner\":{}}", written(bind("POST", "/hooks/a", "", "{\"nope\":1}")));
    }

    @Test
    void refusesInvalidEnumsNamingTheField() {
        assertEquals("kinds", refusedField("GET", ITEM, "kinds=NOPE", ""));
        assertEquals("kind", refusedField("POST", "/v1/probes", "", "{\"kind\":\"NOPE\"}"));
    }

    @Test
    void refusesASingularParameterGivenTwice() {
        assertEquals("u32", refusedField("GET", ITEM, "u32=1&u32=2", ""));
    }

    @Test
    void keepsAnEncodedSlashOfAResourceName() {
        assertEquals("{\"name\":\"probes/a%2Fb\"}", asked("GET", "/v1/probes/a%2Fb", ""));
    }

    @Test
    void derivesThePatchMaskFromTheBodyExplicitNullsIncluded() {
        assertEquals(
                "{\"updateMask\":\"u32,tags\",\"inner\":{\"name\":\"probes/a\",\"u32\":1}}",
                written(bind("PATCH", ITEM, "", "{\"u32\":1,\"tags\":null}")));
    }

    @Test
    void readsFieldMasksInBothSpellings() {
        assertEquals(
                "{\"name\":\"probes/a\",\"updateMask\":\"displayName\"}",
                asked("GET", ITEM, "update_mask=displayName"));
        assertEquals(
                "{\"name\":\"probes/a\",\"updateMask\":\"displayName\"}",
                asked("GET", ITEM, "updateMask=display_name"));
    }

    @Test
    void answersErrorsOfItsOwnAsStatusInJson() {
        for (var request : List.of("GET /nowhere 404", "DELETE /v1/probes/a 405", "GET /v1/probes/%zz 400")) {
            var parts = request.split(" ", -1);
            var refusal = assertThrows(Refusal.class, () -> ROUTER.match(parts[0], parts[1]));
            var failure = new StatusWriter(MESH).failure(refusal);

            assertEquals(parts[2], Integer.toString(failure.httpStatus()));
            assertTrue(failure.content().toStringUtf8().startsWith("{\"code\":"));
        }
    }

    @Test
    void keepsTheStatusAroundAnUnknownDetail() {
        for (int code = 1; code <= 16; code++) {
            var status = Status.newBuilder()
                    .setCode(code)
                    .addDetails(Any.newBuilder().setTypeUrl("x/no.Such").setValue(ByteString.copyFromUtf8("hi")));
            var failure = new StatusWriter(MESH).failure(status.build());

            assertEquals(HttpStatuses.of(code), failure.httpStatus());
            assertEquals(
                    "{\"code\":%d,\"details\":[{\"@type\":\"x/no.Such\",\"value\":\"aGk=\"}]}".formatted(code),
                    failure.content().toStringUtf8());
        }
    }

    @Test
    void saysWhichMethodsAPathTakesInsteadOfNotImplemented() {
        var refusal = assertThrows(Refusal.class, () -> ROUTER.match("DELETE", ITEM));

        assertEquals(405, refusal.httpStatus());
        assertEquals("GET, HEAD, OPTIONS, PATCH, PUT", refusal.headers().get("Allow"));
    }

    @Test
    void handsRawBodiesInAndOut() {
        var raw = ByteString.copyFrom(new byte[] {(byte) 0xff, 0});
        var request = new RestRequest("", Map.of("content-type", List.of("image/png")), raw, 2);
        var match = ROUTER.match("POST", "/v1/uploads/a");

        var body = match.route().writer().whole(match.bind(request));

        assertEquals("image/png", body.mediaType());
        assertEquals(raw, body.content());
    }

    @Test
    void refusesWhatBothBodyAndQueryFill() {
        assertEquals("u32", refusedField("POST", "/v1/probes", "u32=1", "{}"));
        assertEquals("inner.u32", refusedField("PATCH", ITEM, "inner.u32=1", "{}"));
    }

    @Test
    void refusesAtTheStartTwoRpcsThatAnswerTheSameRequests() {
        var mesh = Meshes.withProbe(text -> text.replace("/v1/probes:watchTags", "/v1/probes:watch"));

        var failure = assertThrows(IllegalArgumentException.class, () -> Router.of(mesh));

        assertTrue(failure.toString().contains("probe.ProbeService/Watch)"), failure::toString);
        assertTrue(failure.toString().contains("probe.ProbeService/WatchTags)"), failure::toString);
    }

    // Probes that peers fail.

    @Test
    void readsOneAsTrue() {
        assertEquals("{\"name\":\"probes/a\",\"active\":true}", asked("GET", ITEM, "active=1"));
    }

    @Test
    void takesABodyWithoutAContentType() {
        var body = ByteString.copyFromUtf8("{\"u32\":1}");

        var message = ROUTER.match("POST", "/v1/probes").bind(new RestRequest("", Map.of(), body, body.size()));

        assertEquals("{\"u32\":1}", written(message));
    }

    @Test
    void showsNothingOfTheParserInAnError() {
        var refusal = assertThrows(Refusal.class, () -> bind("GET", ITEM, "u32=x"));

        assertEquals(
                "u32: expected a whole number from 0 to 4294967295",
                refusal.status().getMessage());
        assertFalse(refusal.status().toString().contains("Exception"));
    }

    private static String rpc(String method, String path) {
        return ROUTER.match(method, path).route().fullMethodName();
    }

    private static String asked(String method, String path, String query) {
        return written(bind(method, path, query));
    }

    private static byte[] bind(String method, String path, String query) {
        return bind(method, path, query, "");
    }

    private static byte[] bind(String method, String path, String query, String body) {
        var bytes = ByteString.copyFromUtf8(body);
        return ROUTER.match(method, path).bind(new RestRequest(query, Map.of(), bytes, bytes.size()));
    }

    private static String refusedField(String method, String path, String query, String body) {
        var refusal = assertThrows(Refusal.class, () -> bind(method, path, query, body));
        assertEquals(400, refusal.httpStatus());
        return Details.fieldOf(refusal);
    }

    private static String written(byte[] message) {
        return ROUTER.match("GET", ITEM)
                .route()
                .writer()
                .whole(message)
                .content()
                .toStringUtf8();
    }
}
