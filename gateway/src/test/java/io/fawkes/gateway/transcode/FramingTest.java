package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a stream of messages stands in one HTTP body. */
class FramingTest {
    private static final MeshDescriptors MESH = Meshes.withProbe();
    private static final Router ROUTER = Router.of(MESH);
    private static final StatusWriter STATUSES = new StatusWriter(MESH);
    private static final Status GONE =
            Status.newBuilder().setCode(14).setMessage("gone").build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                            | application/x-ndjson",
                "*/*                                         | application/x-ndjson",
                "application/x-ndjson                        | application/x-ndjson",
                "application/json                            | application/json",
                "APPLICATION/JSON                            | application/json",
                "application/json;charset=utf-8              | application/json",
                "text/event-stream                           | text/event-stream",
                "text/*                                      | text/event-stream",
                "application/*                               | application/x-ndjson",
                "text/event-stream, application/json         | text/event-stream",
                "application/json, text/event-stream         | application/json",
                "application/json;q=0.5, text/event-stream   | text/event-stream",
                "application/json;q=0.9,text/event-stream;q=0.8 | application/json",
                "text/event-stream;q=0, application/json;q=0.1  | application/json",
                "text/html,application/xhtml+xml,*/*;q=0.8   | application/x-ndjson",
                "image/png                                   | application/x-ndjson",
                "application/json;q=x, text/event-stream     | text/event-stream",
                ";;,,                                        | application/x-ndjson",
            })
    void choosesTheFormThatTheCallerLikesBest(@Nullable String accept, String mediaType) {
        assertEquals(
                mediaType, StreamForm.accepted(accept == null ? "" : accept).mediaType());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/x-ndjson |             | ``",
                "application/x-ndjson | tags=a      | {'tags':['a']}⏎",
                "application/x-ndjson | tags=a u32=1| {'tags':['a']}⏎{'u32':1}⏎",
                "application/x-ndjson | tags=%0A    | {'tags':['\\n']}⏎",
                "application/json     |             | []",
                "application/json     | tags=a      | [{'tags':['a']}]",
                "application/json     | u32=1 u32=2 u32=3 | [{'u32':1},{'u32':2},{'u32':3}]",
                "text/event-stream    |             | ``",
                "text/event-stream    | u32=1       | data: {'u32':1}⏎⏎",
                "text/event-stream    | u32=1 u32=2 | data: {'u32':1}⏎⏎data: {'u32':2}⏎⏎",
                "text/event-stream    | cursor=c7   | id: c7⏎data: {'cursor':'c7'}⏎⏎",
                "text/event-stream    | cursor=c%0Adata:x | data: {'cursor':'c\\ndata:x'}⏎⏎",
                "text/event-stream    | cursor=%00  | data: {'cursor':'\\u0000'}⏎⏎",
            })
    void writesEachMessage(String accept, @Nullable String queries, String expected) {
        assertEquals(
                expected.replace('\'', '"').replace('⏎', '\n'), written("/v1/probes:watch", accept, messages(queries)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/x-ndjson | tags=a tags=b&tags=c | ['a']⏎['b','c']⏎",
                "application/x-ndjson | u32=1                | []⏎",
                "application/json     | tags=a tags=b        | [['a'],['b']]",
                "text/event-stream    | tags=a&cursor=1      | id: 1⏎data: ['a']⏎⏎",
            })
    void writesOneFieldOfEachMessageWhereTheRuleSaysSo(String accept, String queries, String expected) {
        assertEquals(
                expected.replace('\'', '"').replace('⏎', '\n'),
                written("/v1/probes:watchTags", accept, messages(queries)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-ndjson | {'error':{'code':14,'message':'gone'}}⏎",
                "text/event-stream    | event: error⏎data: {'code':14,'message':'gone'}⏎⏎",
            })
    void endsABrokenStreamWithTheError(String accept, String expected) {
        var writer = stream("/v1/probes:watch", accept);

        assertEquals(
                expected.replace('\'', '"').replace('⏎', '\n'),
                writer.failure(GONE).orElseThrow().toStringUtf8());
    }

    @Test
    void leavesItToTheConnectionToSayThatAnArrayOrAFileBroke() {
        assertTrue(stream("/v1/probes:watch", "application/json").failure(GONE).isEmpty());
        assertTrue(stream("/v1/probes:export", "").failure(GONE).isEmpty());
    }

    @Test
    void joinsRawBodiesOfAStream() {
        var first = raw("text/csv", "a,b\n");
        var second = raw("", "1,2\n");
        var writer = stream("/v1/probes:export", "application/json");

        var body = writer.message(first).concat(writer.message(second)).concat(writer.end());

        assertEquals("a,b\n1,2\n", body.toStringUtf8());
        assertEquals("text/csv", writer.mediaType());
        assertEquals("application/octet-stream", stream("/v1/probes:export", "").mediaType());
    }

    @Test
    void saysBetweenEventsThatItLives() {
        assertEquals(
                ":\n\n",
                stream("/v1/probes:watch", "text/event-stream").heartbeat().toStringUtf8());
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        var writer = stream("/v1/probes:watch", "");

        assertThrows(IllegalArgumentException.class, () -> writer.message(new byte[] {1}));
    }

    private static String written(String path, String accept, List<byte[]> messages) {
        var writer = stream(path, accept);
        var body = new StringBuilder();
        messages.forEach(message -> body.append(writer.message(message).toStringUtf8()));
        return body.append(writer.end().toStringUtf8()).toString();
    }

    private static StreamWriter stream(String path, String accept) {
        return ROUTER.match("GET", path).route().stream(accept, STATUSES);
    }

    /** Messages of the query strings that say what is in them. */
    private static List<byte[]> messages(@Nullable String queries) {
        return queries == null
                ? List.of()
                : Arrays.stream(queries.split(" ", -1))
                        .map(query -> ROUTER.match("GET", "/two").bind(RestRequest.withoutBody(query, Map.of())))
                        .toList();
    }

    private static byte[] raw(String mediaType, String data) {
        return HttpBody.newBuilder()
                .setContentType(mediaType)
                .setData(ByteString.copyFromUtf8(data))
                .build()
                .toByteArray();
    }
}
