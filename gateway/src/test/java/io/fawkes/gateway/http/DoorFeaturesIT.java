package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door does for HTTP besides transcoding, over real sockets. */
class DoorFeaturesIT {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Backend backend;

    @BeforeEach
    void open() throws IOException {
        backend = new Backend();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        backend.close();
    }

    @Test
    void answersNotModifiedToWhoeverHasTheAnswer() throws Exception {
        var first = send(get("/v1/services?pageSize=3"));
        var tag = header(first, "etag");
        var again = send(get("/v1/services?pageSize=3").header("if-none-match", "\"other\", " + tag));
        var other = send(get("/v1/services?pageSize=4").header("if-none-match", tag));

        assertTrue(tag.startsWith("W/\""), tag);
        assertEquals("private, no-cache", header(first, "cache-control"));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(tag, header(again, "etag"));
        assertEquals(200, other.statusCode());
    }

    @Test
    void compressesLargeAnswersForWhoeverReadsThem() throws Exception {
        var request = get("/v1/services?pageSize=500").header("accept-encoding", "br, gzip;q=0.5");
        var compressed = client.send(request.build(), BodyHandlers.ofByteArray());
        var plain = send(get("/v1/services?pageSize=500"));
        var refused = send(get("/v1/services?pageSize=500").header("accept-encoding", "gzip;q=0"));

        assertEquals("gzip", header(compressed, "content-encoding"));
        assertTrue(compressed.body().length < plain.body().length() / 4);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertEquals(plain.body(), new String(unzipped.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals("", header(refused, "content-encoding"));
        assertTrue(header(plain, "vary").contains("accept-encoding")
                || plain.headers().allValues("vary").contains("accept-encoding"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-server-timeout, 1.5, 1500",
        "x-server-timeout, 900, 20000",
        "grpc-timeout, 2S, 2000",
        "x-server-timeout, x, 20000"
    })
    void keepsTheShortestOfTheTimesAsked(String name, String value, long most) throws Exception {
        var answer = send(get("/v1/services/pay").header(name, value));

        long left = Long.parseLong(answer.body().replaceAll("(?s).*\"tier\":\"(\\d+)\".*", "$1"));
        assertTrue(left <= most && left > most / 2, answer::body);
    }

    @Test
    void guardsEveryAnswerAgainstBrowsers() throws Exception {
        for (var path : new String[] {"/v1/services/pay", "/nowhere", "/v1/services/missing"}) {
            var answer = send(get(path));

            assertEquals("nosniff", header(answer, "x-content-type-options"));
            assertEquals("DENY", header(answer, "x-frame-options"));
            assertTrue(header(answer, "content-security-policy").contains("default-src 'none'"));
        }
    }

    @Test
    void letsPagesOfListedOriginsReadAnswers() throws Exception {
        var answer = send(get("/v1/services/pay").header("origin", Backend.PORTAL));
        var failure = send(get("/v1/services/missing").header("origin", Backend.PORTAL));
        var local = send(get("/v1/services/pay").header("origin", "http://localhost:3000"));

        assertEquals(200, answer.statusCode());
        assertEquals(Backend.PORTAL, header(answer, "access-control-allow-origin"));
        assertEquals(Backend.PORTAL, header(failure, "access-control-allow-origin"));
        assertEquals("", header(local, "access-control-allow-origin"));
        assertTrue(local.headers().allValues("vary").contains("origin"));
    }

    @Test
    void answersThePreflightOfAListedOrigin() throws Exception {
        var answer = send(get("/v1/services/pay")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("origin", Backend.PORTAL)
                .header("access-control-request-method", "GET"));

        assertEquals(204, answer.statusCode());
        assertEquals("DELETE, GET, HEAD, OPTIONS, PATCH", header(answer, "access-control-allow-methods"));
        assertTrue(header(answer, "access-control-allow-headers").contains("authorization"));
    }

    @Test
    void promisesNothingToAnotherOriginAndListsMethodsToAll() throws Exception {
        var foreign = send(get("/v1/services/pay")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("origin", "http://localhost:9")
                .header("access-control-request-method", "GET"));
        var plain = send(get("/v1/services").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        var nowhere = send(get("/nowhere").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertEquals("", header(foreign, "access-control-allow-methods"));
        assertEquals(204, plain.statusCode());
        assertEquals("GET, HEAD, OPTIONS, POST", header(plain, "allow"));
        assertEquals(404, nowhere.statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json     | [{'timeZone':'1'},{'timeZone':'2'}]",
                "text/event-stream    | data: {'timeZone':'1'}⏎⏎data: {'timeZone':'2'}⏎⏎",
                "application/x-ndjson | {'timeZone':'1'}⏎{'timeZone':'2'}⏎",
            })
    void streamsInTheFormAskedFor(String accept, String body) throws Exception {
        var answer = send(get("/v1/services/pay/dora:watch").header("accept", accept));

        assertEquals(200, answer.statusCode());
        assertEquals(accept, header(answer, "content-type"));
        assertEquals(body.replace('\'', '"').replace('⏎', '\n'), answer.body().replace(":\n\n", ""));
    }

    @Test
    void saysThatAnEventStreamBroke() throws Exception {
        var answer = send(get("/v1/services/mid/dora:watch").header("accept", "text/event-stream"));

        assertTrue(answer.body().contains("event: error\ndata: {\"code\":14,\"message\":\"reading\""), answer::body);
    }

    @Test
    void breaksTheConnectionOfAnArrayThatBroke() throws Exception {
        try (var socket = watch("mid", "application/json")) {
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertFalse(answer.contains("]"), answer);
            assertFalse(answer.endsWith("0\r\n\r\n"), answer);
        }
    }

    @Test
    void keepsTheStatusOfAFailureBeforeTheFirstEvent() throws Exception {
        var answer = send(get("/v1/services/before/dora:watch").header("accept", "text/event-stream"));

        assertEquals(503, answer.statusCode());
        assertEquals("application/json", header(answer, "content-type"));
    }

    @Test
    void keepsAQuietEventStreamAwakeAndCancelsWithTheReader() throws Exception {
        backend.close();
        backend = new Backend(Duration.ofMillis(200));
        try (var socket = watch("quiet", "text/event-stream")) {
            var text = readUntil(socket, ":\n\n", 3);

            assertTrue(text.contains("data: {\"timeZone\":\"1\"}\n\n"), text);
        }

        assertTrue(backend.dora.cancelled.await(30, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi.json, application/json, '\"openapi\":\"3.1.0\"'",
        "/docs, text/html; charset=utf-8, <title>Fawkes API</title>",
        "/docs/page.js, text/javascript; charset=utf-8, fetch(",
        "/docs/page.css, text/css; charset=utf-8, body",
        "/proto.zip, application/zip, fawkes/type/v1/rest.proto"
    })
    void describesItself(String path, String mediaType, String part) throws Exception {
        var answer = send(get(path));
        var again = send(get(path).header("if-none-match", header(answer, "etag")));

        assertEquals(200, answer.statusCode());
        assertEquals(mediaType, header(answer, "content-type"));
        assertTrue(answer.body().contains(part), answer::body);
        assertEquals(304, again.statusCode());
    }

    @Test
    void showsAPageThatNeedsNoOtherHost() throws Exception {
        for (var path : new String[] {"/docs", "/docs/page.js", "/docs/page.css"}) {
            var answer = send(get(path));

            assertFalse(answer.body().contains("//"), answer::body);
            assertTrue(header(answer, "content-security-policy").contains("connect-src 'self'"));
        }
    }

    private Socket watch(String service, String accept) throws IOException {
        var request = "GET /v1/services/%s/dora:watch HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\n\r\n"
                .formatted(service, accept);
        var socket = new Socket();
        socket.connect(backend.door.address().toSocketAddress());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readUntil(Socket socket, String mark, int times) throws IOException {
        var text = new StringBuilder();
        while (text.toString().split(mark, -1).length <= times) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new AssertionError("ended early: " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(backend.uri(path));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
