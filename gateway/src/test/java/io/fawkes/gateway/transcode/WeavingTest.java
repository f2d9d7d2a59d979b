package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How path, query, body and headers become one message, or a refusal that names the field: one line a case. */
class WeavingTest {
    private static final Router ROUTER = Router.of(Meshes.withProbe());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Path, query and body each fill their own.
                "GET /v1/probes/a                          |                    | {'name':'probes/a'}",
                "GET /v1/probes/a?u32=1&tags=x&tags=y      |                    | {'name':'probes/a','u32':1,'tags':['x','y']}",
                "GET /probe/b?inner.u32=2                  |                    | {'inner':{'name':'b','u32':2}}",
                "GET /two/a/-7                             |                    | {'name':'a','i32':-7}",
                "GET /two/a/x/2                            |                    | {'name':'a','kind':'KIND_SQUARE'}",
                "GET /deep/c/x/a/1/b/2?inner.inner.i32=3   |                    | {'name':'c/x','inner':{'inner':{'name':'a/1/b/2','i32':3}}}",
                "POST /v1/probes                           |                    | {}",
                "POST /v1/probes                           | {}                 | {}",
                "POST /v1/probes                           | {'u32':1}          | {'u32':1}",
                "PUT /v1/probes/a                          | {'u32':1}          | {'name':'probes/a','u32':1}",
                "PUT /v1/probes/a                          | {'name':'probes/a'}| {'name':'probes/a'}",
                "PATCH /v1/probes/a?u32=7&updateMask=u32   | {'u32':1}          | {'u32':7,'updateMask':'u32','inner':{'name':'probes/a','u32':1}}",
                "POST /v1/probes/a:poke                    | {'tags':['x']}     | {'name':'probes/a','tags':['x']}",
                "PUT /v1/probes/a                          | {'inner':{'inner':{'tags':['x']}}} | {'name':'probes/a','inner':{'inner':{'tags':['x']}}}",
                // A mask is made of the body where none is given.
                "PATCH /v1/probes/a                        | {'u32':1}          | {'updateMask':'u32','inner':{'name':'probes/a','u32':1}}",
                "PATCH /v1/probes/a                        | {'minBig':null}    | {'updateMask':'minBig','inner':{'name':'probes/a'}}",
                "PATCH /v1/probes/a                        | {'min_big':'0'}    | {'updateMask':'minBig','inner':{'name':'probes/a'}}",
                "PATCH /v1/probes/a                        | {'inner':{'u32':1,'i32':null}} | {'updateMask':'inner.u32,inner.i32','inner':{'name':'probes/a','inner':{'u32':1}}}",
                "PATCH /v1/probes/a                        | {'inner':{}}       | {'updateMask':'inner','inner':{'name':'probes/a','inner':{}}}",
                "PATCH /v1/probes/a                        | {'inner':null}     | {'updateMask':'inner','inner':{'name':'probes/a'}}",
                "PATCH /v1/probes/a                        | {'tags':[]}        | {'updateMask':'tags','inner':{'name':'probes/a'}}",
                "PATCH /v1/probes/a                        | {'labels':{'a':'b'}} | {'updateMask':'labels','inner':{'name':'probes/a','labels':{'a':'b'}}}",
                "PATCH /v1/probes/a                        | {'atTime':'1970-01-01T00:00:00Z'} | {'updateMask':'atTime','inner':{'name':'probes/a','atTime':'1970-01-01T00:00:00Z'}}",
                "PATCH /v1/probes/a                        | {'free':{'x':1}}   | {'updateMask':'free','inner':{'name':'probes/a','free':{'x':1.0}}}",
                "PATCH /v1/probes/a                        | {'anyValue':null}  | {'updateMask':'anyValue','inner':{'name':'probes/a','anyValue':null}}",
                "PATCH /v1/probes/a                        | {'name':'probes/a','u32':1} | {'updateMask':'u32','inner':{'name':'probes/a','u32':1}}",
                "PATCH /v1/probes/a                        | {'updateTime':'1970-01-01T00:00:00Z','u32':1} | {'updateMask':'u32','inner':{'name':'probes/a','u32':1,'updateTime':'1970-01-01T00:00:00Z'}}",
                "PATCH /v1/probes/a                        | {'left':null}      | {'updateMask':'left','inner':{'name':'probes/a'}}",
                "PATCH /v1/probes/a                        |                    | {'inner':{'name':'probes/a'}}",
                // Where the rpc is lenient, what it does not know is passed over.
                "POST /hooks/a?utm=1&x.y=2&z[a]=3          | {'u32':1,'nope':{'a':[1]}} | {'name':'a','inner':{'u32':1}}",
                "PUT /hooks/a?nope=1                       | {'nope':null,'inner':{'nope':1,'u32':2}} | {'name':'a','inner':{'u32':2}}",
                // Well-known types in a query.
                "GET /v1/probes/a?free={\"b\":[1,null]}    |                    | {'name':'probes/a','free':{'b':[1.0,null]}}",
                "GET /v1/probes/a?anyValue=\"x\"           |                    | {'name':'probes/a','anyValue':'x'}",
                "GET /v1/probes/a?anyValue=null            |                    | {'name':'probes/a','anyValue':null}",
                "GET /v1/probes/a?list=[1,\"a\"]           |                    | {'name':'probes/a','list':[1.0,'a']}",
                "GET /v1/probes/a?times=1970-01-01T00:00:00Z&times=1970-01-01T00:00:01Z | | {'name':'probes/a','times':['1970-01-01T00:00:00Z','1970-01-01T00:00:01Z']}",
                "GET /v1/probes/a?u32s=1&u32s=4294967295   |                    | {'name':'probes/a','u32s':[1,4294967295]}",
                // Headers that HTTP has fields for.
                "POST /v1/probes idempotency-key:k-1       | {'u32':1}          | {'u32':1,'requestId':'k-1'}",
                "POST /v1/probes idempotency-key:k-1       | {'requestId':'k-1'}| {'requestId':'k-1'}",
                "PUT /v1/probes/a if-match:\"7\"           | {'u32':1}          | {'name':'probes/a','u32':1,'etag':'\\\"7\\\"'}",
                "PUT /v1/probes/a if-match:*               | {'u32':1}          | {'name':'probes/a','u32':1}",
                "GET /v1/probes:watch?cursor=a last-event-id:b |                | {'cursor':'b'}",
                "GET /v1/probes/a?cursor=a last-event-id:b |                    | {'name':'probes/a','cursor':'a'}",
            })
    void makesOneMessage(String request, @Nullable String body, String json) {
        assertEquals(json.replace('\'', '"'), jsonOf(bind(request, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET /v1/probes/a?name=probes/b            |                    | name",
                "GET /v1/probes/a?nope=1                   |                    | nope",
                "GET /probe/b?inner.name=c                 |                    | inner.name",
                "GET /two/a/x                              |                    | i32",
                "GET /two/a/99999999999                    |                    | i32",
                "GET /two/a/x/KIND_NOPE                    |                    | kind",
                "PUT /v1/probes/a                          | {'name':'probes/b'}| name",
                "PUT /v1/probes/a?u32=1                    | {}                 | u32",
                "PUT /v1/probes/a?u32=1                    |                    | u32",
                "PATCH /v1/probes/a?inner.u32=1            | {}                 | inner.u32",
                "PATCH /v1/probes/a                        | {'nope':1}         | inner.nope",
                "POST /v1/probes idempotency-key:k-1       | {'requestId':'k-2'}| request_id",
                "PUT /v1/probes/a if-match:\"7\"           | {'etag':'\\\"8\\\"'}   | etag",
                "GET /v1/probes/a?free=[]                  |                    | free",
                "GET /v1/probes/a?list={}                  |                    | list",
                "GET /v1/probes/a?detail={}                |                    | detail",
                "POST /hooks/a?name=b                      | {}                 | name",
                "POST /hooks/a?u32=x                       | {}                 | u32",
                "POST /hooks/a                             | {'u32':'x'}        | inner.u32",
            })
    void refusesWhatDoesNotFitNamingIt(String request, @Nullable String body, String field) {
        var refusal = assertThrows(Refusal.class, () -> bind(request, body));

        assertEquals(400, refusal.httpStatus());
        var named = Details.fieldOf(refusal);
        assertEquals(field, field.startsWith("inner.") && !named.startsWith("inner.") ? "inner." + named : named);
    }

    @ParameterizedTest
    @CsvSource({"POST /v1/deployments if-match:\"7\", ''", "GET /v1/probes/a?anyValue=x, ''"})
    void refusesWhatItCannotKeep(String request, String body) {
        assertEquals(400, assertThrows(Refusal.class, () -> bind(request, body)).httpStatus());
    }

    private static byte[] bind(String request, @Nullable String body) {
        var parts = request.split(" ", -1);
        var target = parts[1].split("\\?", 2);
        var bytes = ByteString.copyFromUtf8(body == null ? "" : body.replace('\'', '"'));
        return ROUTER.match(parts[0], target[0])
                .bind(new RestRequest(encoded(target), headers(parts), bytes, bytes.size()));
    }

    /** Quotes and braces stand for themselves in the table, and not in a query. */
    private static String encoded(String[] target) {
        return target.length < 2
                ? ""
                : target[1].replace("\"", "%22").replace("{", "%7B").replace("}", "%7D");
    }

    private static Map<String, List<String>> headers(String[] parts) {
        var headers = new HashMap<String, List<String>>();
        Arrays.stream(parts, 2, parts.length)
                .map(header -> header.split(":", 2))
                .forEach(header -> headers.put(header[0].toLowerCase(Locale.ROOT), List.of(header[1])));
        return headers;
    }

    private static String jsonOf(byte[] message) {
        return ROUTER.match("GET", "/v1/probes/a")
                .route()
                .writer()
                .whole(message)
                .content()
                .toStringUtf8();
    }
}
