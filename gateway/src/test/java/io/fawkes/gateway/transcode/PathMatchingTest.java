package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rpc a request line means, and what its path says: one line a case. */
class PathMatchingTest {
    private static final Router ROUTER = Router.of(Meshes.withProbe());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET    | /v1/probes/a                   | Get        | {name=probes/a}",
                "GET    | /v1/probes/special             | GetSpecial | {}",
                "GET    | /v1/probes/specials            | Get        | {name=probes/specials}",
                "GET    | /v1/probes/Special             | Get        | {name=probes/Special}",
                "GET    | /v1/probes/a/b                 | GetAll     | {name=probes/a/b}",
                "GET    | /v1/probes/a/b/c               | GetAll     | {name=probes/a/b/c}",
                "GET    | /v1/probes/special/b           | GetAll     | {name=probes/special/b}",
                "GET    | /v1/probes                     | GetAll     | {name=probes}",
                "GET    | /v1/probes:watch               | Watch      | {}",
                "GET    | /v1/probes:nope                | -          | -",
                "GET    | /v1/probes/a:watch             | Get        | {name=probes/a:watch}",
                "POST   | /v1/probes/a:poke              | Poke       | {name=probes/a}",
                "POST   | /v1/probes/a:b:poke            | Poke       | {name=probes/a:b}",
                "POST   | /v1/probes/a%3Apoke            | -          | -",
                "POST   | /v1/probes/a:%70oke            | Poke       | {name=probes/a}",
                "POST   | /v1/probes/a:Poke              | -          | -",
                "POST   | /v1/probes/:poke               | -          | -",
                "POST   | /v1/probes/a/:poke             | -          | -",
                "POST   | /v1/probes                     | Create     | {}",
                "PUT    | /v1/probes/a                   | Replace    | {name=probes/a}",
                "PATCH  | /v1/probes/a                   | Update     | {inner.name=probes/a}",
                "DELETE | /v1/probes/a                   | -          | -",
                "GET    | /v1/probes/                    | -          | -",
                "GET    | /v1//probes/a                  | -          | -",
                "GET    | //v1/probes/a                  | -          | -",
                "GET    | /v1/probes/a/                  | -          | -",
                "GET    | /v1/probes/a//b                | -          | -",
                "GET    | /V1/probes/a                   | -          | -",
                "GET    | /v1/probes/a%2Fb               | Get        | {name=probes/a%2Fb}",
                "GET    | /v1/probes/a%2fb               | Get        | {name=probes/a%2fb}",
                "GET    | /v1/probes/a%20b               | Get        | {name=probes/a b}",
                "GET    | /v1/probes/a+b                 | Get        | {name=probes/a+b}",
                "GET    | /v1/probes/%C3%A9              | Get        | {name=probes/é}",
                "GET    | /v1/probes/%E4%BD%A0           | Get        | {name=probes/你}",
                "GET    | /v1/probes/a;b=c               | Get        | {name=probes/a;b=c}",
                "GET    | /v1/probes/a@b                 | Get        | {name=probes/a@b}",
                "GET    | /v1/probes/..                  | Get        | {name=probes/..}",
                "GET    | /v1/probes/%2E%2E/x            | GetAll     | {name=probes/../x}",
                "GET    | /%76%31/probes/a               | Get        | {name=probes/a}",
                "GET    | /v1%2Fprobes/a                 | -          | -",
                "GET    | /probe/a                       | Get        | {inner.name=a}",
                "GET    | /probe/a%2Fb                   | Get        | {inner.name=a/b}",
                "GET    | /probe/a/b                     | -          | -",
                "HEAD   | /v1/probes/a                   | Get        | {name=probes/a}",
                "HEAD   | /v1/probes:sniff               | Sniff      | {}",
                "GET    | /v1/probes:sniff               | -          | -",
                "OPTIONS| /v1/probes:ask                 | Ask        | {}",
                "TRACE  | /v1/probes                     | Trace      | {}",
                "GET    | /v1/any/a                      | AnyMethod  | {name=a}",
                "POST   | /v1/any/a                      | AnyMethod  | {name=a}",
                "PROPFIND | /v1/any/a                    | AnyMethod  | {name=a}",
                "GET    | /v1/files/a/b.txt              | Download   | {name=a/b.txt}",
                "GET    | /v1/files/a%2Fb/c%20d          | Download   | {name=a%2Fb/c d}",
                "GET    | /v1/files                      | Download   | {name=}",
                "POST   | /v1/files                      | Upload     | {}",
                "GET    | /deep/c/x/a/1/b                | Deep       | {inner.inner.name=a/1/b, name=c/x}",
                "GET    | /deep/c/x/a/1/b/2/3            | Deep       | {inner.inner.name=a/1/b/2/3, name=c/x}",
                "GET    | /deep/c/x/a/1                  | -          | -",
                "GET    | /deep/c/x/b/1/b                | -          | -",
                "GET    | /deep/d/x/a/1/b                | -          | -",
                "GET    | /two/a/1                       | Two        | {i32=1, name=a}",
                "GET    | /two/a/x/KIND_ROUND            | Two        | {kind=KIND_ROUND, name=a}",
                "GET    | /two/a/y                       | Two        | {}",
                "GET    | /two/a/b/c/d                   | Two        | {}",
                "GET    | /two                           | Two        | {}",
                "GET    | /two/a:verb                    | Two        | {name=a}",
                "POST   | /hooks/a                       | Hook       | {name=a}",
                "PUT    | /hooks/a                       | Hook       | {name=a}",
                "POST   | /v1/uploads/a                  | UploadInto | {name=uploads/a}",
            })
    void findsTheRpcAndReadsThePath(String method, String path, String rpc, String captures) {
        if (rpc == null) {
            assertThrows(Refusal.class, () -> ROUTER.match(method, path));
            return;
        }
        var match = ROUTER.match(method, path);

        assertEquals("probe.ProbeService/" + rpc, match.route().fullMethodName());
        assertEquals(captures, new TreeMap<>(match.captures()).toString());
    }

    @Test
    void listsEveryMethodOfAPath() {
        assertEquals(
                "[GET, HEAD, OPTIONS, PATCH, PUT]",
                ROUTER.methods("/v1/probes/a").toString());
        assertEquals(
                "[DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]",
                ROUTER.methods("/v1/any/a").toString());
        assertThrows(Refusal.class, () -> ROUTER.methods("/nowhere"));
    }
}
