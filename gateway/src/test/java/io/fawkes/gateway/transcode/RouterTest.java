package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final Router ROUTER = Router.of(Meshes.withProbe());

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/services/pay/dora,                 fawkes.insights.v1.DoraService/GetDora",
        "GET,    /v1/services/pay/dora:explain,         fawkes.insights.v1.DoraService/ExplainDora",
        "GET,    /v1/services/pay/dora:watch,           fawkes.insights.v1.DoraService/WatchDora",
        "GET,    /v1/services/pay,                      fawkes.dataapi.v1.CatalogService/GetService",
        "GET,    /v1/services/pay:odd,                  fawkes.dataapi.v1.CatalogService/GetService",
        "POST,   /v1/services,                          fawkes.dataapi.v1.CatalogService/CreateService",
        "GET,    /v1/facts:watch,                       fawkes.dataapi.v1.FactService/WatchFacts",
        "POST,   /webhooks/github,                      fawkes.dataapi.v1.DeliveryService/ReceiveDelivery",
        "POST,   /webhooks/jenkins/secret,              fawkes.dataapi.v1.DeliveryService/ReceiveDelivery",
        "POST,   /webhooks/devlake/1/deployments,       fawkes.dataapi.v1.DeliveryService/ReceiveDelivery",
        "POST,   /webhooks/devlake/1/issue/A-1/close,   fawkes.dataapi.v1.DeliveryService/ReceiveDelivery",
        "HEAD,   /v1/services/pay,                      fawkes.dataapi.v1.CatalogService/GetService",
        "GET,    /v1/probes/special,                    probe.ProbeService/GetSpecial",
        "GET,    /v1/probes/spec%69al,                  probe.ProbeService/GetSpecial",
        "GET,    /v1/probes/other,                      probe.ProbeService/Get",
        "PUT,    /v1/probes/special,                    probe.ProbeService/Replace",
        "GET,    /v1/probes/a/b/c,                      probe.ProbeService/GetAll",
        "GET,    /v1/probes,                            probe.ProbeService/GetAll",
        "POST,   /v1/probes/a:poke,                     probe.ProbeService/Poke",
        "GET,    /v1/probes/a:poke,                     probe.ProbeService/Get",
        "GET,    /v1/probes/a%3Apoke,                   probe.ProbeService/Get",
        "PATCH,  /v1/probes/a,                          probe.ProbeService/Update",
        "TRACE,  /v1/probes,                            probe.ProbeService/Trace",
        "GET,    /probe/x,                              probe.ProbeService/Get",
        "GET,    /v1/files,                             probe.ProbeService/Download"
    })
    void findsTheMostSpecificRoute(String method, String path, String rpc) {
        assertEquals(rpc, ROUTER.match(method, path).route().fullMethodName());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/services/a%2Fb/dora, name, services/a%2Fb/dora",
        "/v1/services/a%20b/dora, name, services/a b/dora",
        "/v1/services/caf%C3%A9,  name, services/café",
        "/probe/a%2Fb,            inner.name, a/b",
        "/probe/a+b,              inner.name, a+b",
        "/v1/files/x/y%2Fz,       name, x/y%2Fz",
        "/v1/probes/urn:id:7,     name, probes/urn:id:7"
    })
    void capturesAfterSplitting(String path, String field, String value) {
        assertEquals(Map.of(field, value), ROUTER.match("GET", path).captures());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v2/services",
                "/v1/services/",
                "/v1//services",
                "/v1/services/pay/",
                "/v1/services//dora",
                "/v1/services/pay/dora:nope:watch/x",
                "/V1/services",
                "/v1/files//x",
                "/webhooks/a/b/c"
            })
    void answersThatNoRouteHasThePath(String path) {
        var refusal = assertThrows(Refusal.class, () -> ROUTER.match("GET", path));

        assertEquals(404, refusal.httpStatus());
        assertEquals("ROUTE_UNKNOWN", Details.reasonOf(refusal));
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/jenkins/secret,      /webhooks/jenkins/REDACTED",
        "/webhooks/jenkins/secret/more, /webhooks/jenkins/REDACTED",
        "/webhooks/jenkins,             /webhooks/jenkins",
        "/v1/services/pay/dora,         /v1/services/pay/dora"
    })
    void hidesOnlyWhatAPathKeepsSecret(String path, String shown) {
        assertEquals(shown, ROUTER.showable(path));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/services,      'GET, HEAD, OPTIONS, POST'",
        "GET,    /webhooks/github,  'OPTIONS, POST'",
        "DELETE, /v1/probes/a:poke, 'GET, HEAD, OPTIONS, PATCH, POST, PUT'",
        "get,    /v1/services/pay,  'DELETE, GET, HEAD, OPTIONS, PATCH'"
    })
    void saysWhichMethodsThePathTakes(String method, String path, String allow) {
        var refusal = assertThrows(Refusal.class, () -> ROUTER.match(method, path));

        assertEquals(405, refusal.httpStatus());
        assertEquals(Map.of("Allow", allow), refusal.headers());
        assertEquals("HTTP_METHOD_UNSUPPORTED", Details.reasonOf(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/services/%", "/v1/services/%4", "/v1/services/%zz", "/v1/services/%ff", "*", "/v1/é"})
    void refusesPathsThatAreNoPaths(String path) {
        var refusal = assertThrows(Refusal.class, () -> ROUTER.match("GET", path));

        assertEquals(400, refusal.httpStatus());
        assertEquals("REQUEST_MALFORMED", Details.reasonOf(refusal));
    }

    @Test
    void refusesTwoRoutesForTheSameRequests() {
        var mesh = Meshes.withProbe(text -> text.replace("/v1/probes/special", "/v1/services/{name}"));

        var failure = assertThrows(IllegalArgumentException.class, () -> Router.of(mesh));

        assertTrue(failure.toString().contains("GetService"), failure::toString);
        assertTrue(failure.toString().contains("GetSpecial"), failure::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "'{name=probes/*}:poke', '{nome=probes/*}:poke'",
        "'{name=probes/*}:poke', '{tags=probes/*}:poke'",
        "'{name=probes/*}:poke', '{inner=probes/*}:poke'",
        "'body: \"inner\"',      'body: \"outer\"'",
        "'response_body: \"tags\"', 'response_body: \"nope\"'",
        "'success_status: 201', 'headers_field: \"tags\"'",
        "'success_status: 201', 'body_size_field: \"i32\"'"
    })
    void refusesRulesThatDoNotFitTheirMessages(String right, String wrong) {
        var mesh = Meshes.withProbe(text -> text.replace(right, wrong));

        assertThrows(IllegalArgumentException.class, () -> Router.of(mesh));
    }

    @Test
    void knowsWhatTheDoorNeedsToKnow() {
        var webhook = ROUTER.match("POST", "/webhooks/github").route();
        var watch = ROUTER.match("GET", "/v1/facts:watch").route();
        var create = ROUTER.match("POST", "/v1/probes").route();

        assertTrue(webhook.recordsOversizedBodies());
        assertEquals(202, webhook.successStatus());
        assertEquals(201, create.successStatus());
        assertEquals(200, watch.successStatus());
        assertTrue(watch.streams());
        assertEquals("fawkes.dataapi.v1.FactService", watch.service());
    }
}
