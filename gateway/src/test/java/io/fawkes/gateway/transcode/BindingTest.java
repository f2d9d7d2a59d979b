package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.insights.v1.EvidenceLevel;
import io.fawkes.insights.v1.GetDoraRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
    private static final String CREATE = "/v1/probes";
    private static final String GET = "/v1/probes/a";

    private static final MeshDescriptors MESH = Meshes.withProbe();
    private static final Router ROUTER = Router.of(MESH);

    @Test
    void fillsNestedFieldsFromPathAndQuery() throws InvalidProtocolBufferException {
        var bytes = ROUTER.match("GET", "/v1/services/pay/dora")
                .bind(get("window.startTime=2026-11-01T00:00:00Z&window.end_time=2026-11-02T00:00:00%2B01:00"
                        + "&minConfidence=" + EvidenceLevel.forNumber(1)));

        var request = GetDoraRequest.parseFrom(bytes);
        assertEquals("services/pay/dora", request.getName());
        assertEquals(1_793_491_200, request.getWindow().getStartTime().getSeconds());
        assertEquals(1_793_574_000, request.getWindow().getEndTime().getSeconds());
        assertEquals(1, request.getMinConfidenceValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "u32=4294967295                    | 'u32':4294967295",
                "i32=-2147483648                   | 'i32':-2147483648",
                "min_big=18446744073709551615      | 'minBig':'18446744073709551615'",
                "minBig=18446744073709551615       | 'minBig':'18446744073709551615'",
                "i64=-9223372036854775808          | 'i64':'-9223372036854775808'",
                "i32=1e2                           | 'i32':100",
                "active=true                       | 'active':true",
                "active=1                          | 'active':true",
                "ratio=-1.5e-3                     | 'ratio':-0.0015",
                "ratio=NaN                         | 'ratio':'NaN'",
                "ratio=-Infinity                   | 'ratio':'-Infinity'",
                "smallRatio=0.5                    | 'smallRatio':0.5",
                "payload=-_8                       | 'payload':'+/8='",
                "kind=KIND_ROUND                   | 'kind':'KIND_ROUND'",
                "kind=2                            | 'kind':'KIND_SQUARE'",
                "kinds=KIND_ROUND&kinds=2          | 'kinds':['KIND_ROUND','KIND_SQUARE']",
                "tags=a&tags=&tags=b%26c+d         | 'tags':['a','','b&c d']",
                "at_time=2026-11-21T09:30:00.5Z    | 'atTime':'2026-11-21T09:30:00.500Z'",
                "age=1.5s                          | 'age':'1.500s'",
                "update_mask=displayName,a.bC      | 'updateMask':'displayName,a.bC'",
                "updateMask=display_name           | 'updateMask':'displayName'",
                "limit=0                           | 'limit':0",
                "inner.inner.i32=7                 | 'inner':{'inner':{'i32':7}}",
                "labels[k]=v&labels%5Bl%5D=w       | 'labels':{'k':'v','l':'w'}",
                "counts[4294967295]=-1             | 'counts':{'4294967295':'-1'}",
                "left=x                            | 'left':'x'",
                "&&u32=1&                          | 'u32':1",
                "tags                              | 'tags':['']"
            })
    void readsEveryKindOfParameter(String query, String json) {
        var match = ROUTER.match("GET", GET);

        var message = match.bind(get(query));

        var expected = "{'name':'probes/a'," + json + "}";
        assertEquals(expected.replace('\'', '"'), jsonOf(match, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope=1                     | nope            | REQUEST_MALFORMED",
                "inner.nope=1               | inner.nope      | REQUEST_MALFORMED",
                "u32.x=1                    | u32.x           | REQUEST_MALFORMED",
                "tags.x=1                   | tags.x          | REQUEST_MALFORMED",
                "u32=4294967296             | u32             | FIELD_INVALID",
                "u32=-1                     | u32             | FIELD_INVALID",
                "u32=1.5                    | u32             | FIELD_INVALID",
                "u32=                       | u32             | FIELD_INVALID",
                "u32=0x10                   | u32             | FIELD_INVALID",
                "i64=1e9999                 | i64             | FIELD_INVALID",
                "i64=1e99999999             | i64             | FIELD_INVALID",
                "minBig=18446744073709551616| minBig          | FIELD_INVALID",
                "ratio=1d                   | ratio           | FIELD_INVALID",
                "ratio=1e999                | ratio           | FIELD_INVALID",
                "smallRatio=1e39            | smallRatio      | FIELD_INVALID",
                "active=yes                 | active          | FIELD_INVALID",
                "payload=***                | payload         | FIELD_INVALID",
                "kind=NOPE                  | kind            | FIELD_INVALID",
                "kind=17                    | kind            | FIELD_INVALID",
                "kinds=KIND_ROUND&kinds=NO  | kinds           | FIELD_INVALID",
                "atTime=yesterday           | atTime          | FIELD_INVALID",
                "age=5                      | age             | FIELD_INVALID",
                "limit=-1                   | limit           | FIELD_INVALID",
                "u32=1&u32=2                | u32             | REQUEST_MALFORMED",
                "minBig=1&min_big=1         | min_big         | REQUEST_MALFORMED",
                "labels[a]=1&labels[a]=2    | labels[a]       | REQUEST_MALFORMED",
                "labels=1                   | labels          | REQUEST_MALFORMED",
                "tags[0]=1                  | tags[0]         | REQUEST_MALFORMED",
                "inner=1                    | inner           | REQUEST_MALFORMED",
                "inners.name=x              | inners.name     | REQUEST_MALFORMED",
                "free=1                     | free            | FIELD_INVALID",
                "name=probes/b              | name            | REQUEST_MALFORMED",
                "left=x&right=1             | right           | REQUEST_MALFORMED"
            })
    void refusesParametersNamingTheField(String query, String field, String reason) {
        var match = ROUTER.match("GET", GET);

        var refusal = assertThrows(Refusal.class, () -> match.bind(get(query)));

        assertEquals(400, refusal.httpStatus());
        assertEquals(field, Details.fieldOf(refusal));
        assertEquals(reason, Details.reasonOf(refusal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'nope':1}                         | nope               | REQUEST_MALFORMED",
                "{'inner':{'nope':1}}               | inner.nope         | REQUEST_MALFORMED",
                "{'inners':[{},{'u32':'x'}]}        | inners[1].u32      | FIELD_INVALID",
                "{'u32':-1}                         | u32                | FIELD_INVALID",
                "{'u32':true}                       | u32                | REQUEST_MALFORMED",
                "{'name':1}                         | name               | REQUEST_MALFORMED",
                "{'active':'true'}                  | active             | REQUEST_MALFORMED",
                "{'kind':'NOPE'}                    | kind               | FIELD_INVALID",
                "{'kind':17}                        | kind               | FIELD_INVALID",
                "{'tags':'a'}                       | tags               | REQUEST_MALFORMED",
                "{'tags':[null]}                    | tags[0]            | REQUEST_MALFORMED",
                "{'inner':[]}                       | inner              | REQUEST_MALFORMED",
                "{'minBig':1,'min_big':1}           | min_big            | REQUEST_MALFORMED",
                "{'u32':1,'u32':1}                  | u32                | REQUEST_MALFORMED",
                "{'labels':{'a':1}}                 | labels[a]          | REQUEST_MALFORMED",
                "{'labels':{'a':'1','a':'2'}}       | labels[a]          | REQUEST_MALFORMED",
                "{'counts':{'x':1}}                 | counts[x]          | FIELD_INVALID",
                "{'left':'a','right':1}             | right              | REQUEST_MALFORMED",
                "{'atTime':'x'}                     | atTime             | FIELD_INVALID",
                "{'atTime':5}                       | atTime             | REQUEST_MALFORMED",
                "{'detail':{'@type':'no/such.Type'}}| detail             | FIELD_INVALID",
                "{'name':'\\ud800'}                 | name               | FIELD_INVALID",
                "[]                                 |                    | REQUEST_MALFORMED",
                "null                               |                    | REQUEST_MALFORMED",
                "{                                  |                    | REQUEST_MALFORMED",
                "{}{}                               |                    | REQUEST_MALFORMED",
                "{u32:1}                            |                    | REQUEST_MALFORMED",
                "{'u32':01}                         |                    | REQUEST_MALFORMED",
                "{'ratio':NaN}                      |                    | REQUEST_MALFORMED",
                "{'u32':1,}                         |                    | REQUEST_MALFORMED",
                "{'u32':1}x                         |                    | REQUEST_MALFORMED"
            })
    void refusesBodiesNamingTheField(String body, String field, String reason) {
        var match = ROUTER.match("POST", CREATE);

        var refusal = assertThrows(Refusal.class, () -> match.bind(post(body.replace('\'', '"'))));

        assertEquals(400, refusal.httpStatus());
        assertEquals(field == null ? "" : field, Details.fieldOf(refusal));
        assertEquals(reason, Details.reasonOf(refusal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'u32':'7','i64':7,'minBig':'18446744073709551615'} | {'u32':7,'i64':'7','minBig':'18446744073709551615'}",
                "{'u32':null,'tags':null,'inner':null,'atTime':null} | {}",
                "{'kind':1,'kinds':['KIND_SQUARE',1]}   | {'kinds':['KIND_SQUARE','KIND_ROUND'],'kind':'KIND_ROUND'}",
                "{'free':{'a':[1,null,{'b':'c'}]}}      | {'free':{'a':[1.0,null,{'b':'c'}]}}",
                "{'limit':0,'updateMask':'aB,c'}        | {'updateMask':'aB,c','limit':0}",
                "{'counts':{'7':'8'},'ratio':'NaN'}     | {'ratio':'NaN','counts':{'7':'8'}}",
                "{'detail':{'@type':'x/probe.Probe','u32':1}} | {'detail':{'@type':'x/probe.Probe','u32':1}}",
                "{'name':'<a=b&c>'}                     | {'name':'<a=b&c>'}"
            })
    void readsAndWritesTheJsonMapping(String in, String out) {
        var message = ROUTER.match("POST", CREATE).bind(post(in.replace('\'', '"')));

        assertEquals(out.replace('\'', '"'), jsonOf(ROUTER.match("GET", GET), message));
    }

    @Test
    void letsTheBodyRepeatThePathButNotContradictIt() {
        var match = ROUTER.match("PATCH", "/v1/probes/a");

        var message = match.bind(post("{\"name\":\"probes/a\",\"u32\":1}"));
        var refusal = assertThrows(Refusal.class, () -> match.bind(post("{\"name\":\"probes/b\"}")));

        assertEquals("{\"updateMask\":\"u32\",\"inner\":{\"name\":\"probes/a\",\"u32\":1}}", jsonOf(match, message));
        assertEquals("inner.name", Details.fieldOf(refusal));
    }

    @Test
    void refusesQueryParametersThatTheBodyFills() {
        var whole =
                assertThrows(Refusal.class, () -> ROUTER.match("POST", CREATE).bind(request("u32=1", "", "{}")));
        var field = assertThrows(
                Refusal.class, () -> ROUTER.match("POST", "/v1/services").bind(request("service.team=x", "", "{}")));

        assertEquals("u32", Details.fieldOf(whole));
        assertEquals("service.team", Details.fieldOf(field));
    }

    @Test
    void readsOneFieldFromTheBodyAndTheRestFromTheQuery() throws InvalidProtocolBufferException {
        var bytes = ROUTER.match("POST", "/v1/services")
                .bind(request("service_id=pay", "application/json; charset=UTF-8", "{\"displayName\":\"Pay\"}"));

        var created = CreateServiceRequest.parseFrom(bytes);
        assertEquals("pay", created.getServiceId());
        assertEquals("Pay", created.getService().getDisplayName());
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain",
        "application/xml",
        "application/jsonx",
        "'application/json; charset=latin1'",
        "multipart/form-data"
    })
    void refusesOtherMediaTypes(String mediaType) {
        var match = ROUTER.match("POST", CREATE);

        var refusal = assertThrows(Refusal.class, () -> match.bind(request("", mediaType, "{}")));

        assertEquals(415, refusal.httpStatus());
        assertEquals("MEDIA_TYPE_UNSUPPORTED", Details.reasonOf(refusal));
    }

    @Test
    void refusesBodiesThatNobodyReads() {
        var match = ROUTER.match("GET", GET);

        assertEquals("REQUEST_MALFORMED", Details.reasonOf(assertThrows(Refusal.class, () -> match.bind(post("{}")))));
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowing() {
        var body = "{\"inner\":".repeat(5000) + "{}" + "}".repeat(5000);

        assertThrows(Refusal.class, () -> ROUTER.match("POST", CREATE).bind(post(body)));
    }

    @Test
    void handsRawBytesHeadersAndTrueSizeOn() throws InvalidProtocolBufferException {
        var raw = new byte[] {0, (byte) 0xff, '{'};
        var headers = Map.of(
                "content-type", List.of("application/json"),
                "x-github-event", List.of("push"),
                "x-github-hook", List.of("a", "b"),
                "x-githubber", List.of("no"),
                "cookie", List.of("no"),
                "authorization", List.of("Bearer secret"));

        var bytes = ROUTER.match("POST", "/webhooks/github")
                .bind(new RestRequest("", headers, ByteString.copyFrom(raw), 5_000_000));

        var delivery = ReceiveDeliveryRequest.parseFrom(bytes);
        assertEquals("github", delivery.getSource());
        assertEquals(ByteString.copyFrom(raw), delivery.getBody().getData());
        assertEquals("application/json", delivery.getBody().getContentType());
        assertEquals(5_000_000, delivery.getBodySize());
        assertEquals(
                Map.of(
                        "authorization", "Bearer secret",
                        "content-type", "application/json",
                        "x-github-event", "push",
                        "x-github-hook", "a, b"),
                delivery.getHeadersMap());
        assertEquals("", delivery.getCredential());
    }

    @Test
    void handsACredentialInThePathOn() throws InvalidProtocolBufferException {
        var bytes = ROUTER.match("POST", "/webhooks/jenkins/a%2Fb%20c").bind(request("", "application/json", "{}"));

        var delivery = ReceiveDeliveryRequest.parseFrom(bytes);
        assertEquals("jenkins", delivery.getSource());
        assertEquals("a/b c", delivery.getCredential());
        assertEquals("{}", delivery.getBody().getData().toStringUtf8());
    }

    @Test
    void takesNoSecretFromAQueryWhereItWouldBeLogged() {
        var match = ROUTER.match("POST", "/webhooks/jenkins");

        assertThrows(Refusal.class, () -> match.bind(request("credential=x", "application/json", "{}")));
    }

    @ParameterizedTest
    @CsvSource({"body_size=1", "bodySize=1", "headers[x-hub-signature-256]=forged", "body.data=eA=="})
    void letsNobodyForgeWhatTheDoorSets(String query) {
        var match = ROUTER.match("POST", "/webhooks/github");

        assertThrows(Refusal.class, () -> match.bind(request(query, "text/plain", "x")));
    }

    private static String jsonOf(Router.Match match, byte[] message) {
        return match.route().writer().whole(message).content().toStringUtf8();
    }

    private static RestRequest get(String query) {
        return RestRequest.withoutBody(query, Map.of());
    }

    private static RestRequest post(String body) {
        return request("", "application/json", body);
    }

    private static RestRequest request(String query, String mediaType, String body) {
        var bytes = ByteString.copyFromUtf8(body);
        Map<String, List<String>> headers = mediaType.isEmpty() ? Map.of() : Map.of("content-type", List.of(mediaType));
        return new RestRequest(query, headers, bytes, bytes.size());
    }
}
