package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestDoorIT {
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

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void answersOverBothVersionsOfHttp(HttpClient.Version version) throws Exception {
        var answer = client.send(get("/v1/services/pay").version(version).build(), BodyHandlers.ofString());

        assertEquals(200, answer.statusCode());
        assertEquals(version, answer.version());
        assertEquals("application/json", header(answer, "content-type"));
        assertTrue(answer.body().startsWith("{\"name\":\"services/pay\""), answer::body);
    }

    @Test
    void handsOnlyListedHeadersOn() throws Exception {
        var answer = send(get("/v1/services/pay")
                .header("authorization", "Bearer t")
                .header("x-request-id", "mine-7")
                .header("x-secret", "s")
                .header("cookie", "c=d"));

        assertEquals("mine-7", header(answer, "x-request-id"));
        assertTrue(answer.body().contains("authorization=Bearer t"), answer::body);
        assertTrue(answer.body().contains("x-request-id=mine-7"), answer::body);
        assertFalse(answer.body().contains("x-secret"), answer::body);
        assertFalse(answer.body().contains("cookie"), answer::body);
    }

    @Test
    void givesEveryRequestAnIdOfItsOwn() throws Exception {
        var unfit = send(get("/v1/services/pay").header("x-request-id", "a b"));
        var none = send(get("/v1/services/pay"));

        assertEquals(36, header(unfit, "x-request-id").length());
        assertFalse(header(unfit, "x-request-id").equals(header(none, "x-request-id")));
    }

    @Test
    void keepsTheShorterDeadline() throws Exception {
        var shorter = send(get("/v1/services/pay").header("grpc-timeout", "1500m"));
        var longer = send(get("/v1/services/pay").header("grpc-timeout", "1H"));

        assertTrue(remaining(shorter) <= 1500, shorter::body);
        assertTrue(remaining(longer) > 1500 && remaining(longer) <= 20_000, longer::body);
    }

    @Test
    void givesUpAtTheDeadline() throws Exception {
        var answer = send(get("/v1/services/never").header("grpc-timeout", "50m"));

        assertEquals(504, answer.statusCode());
        assertTrue(answer.body().contains("DEADLINE_PASSED"), answer::body);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/services/missing,   404, RESOURCE_UNKNOWN",
        "GET,    /v1/services/defect,    500, DEFECT",
        "GET,    /nowhere,               404, ROUTE_UNKNOWN",
        "DELETE, /v1/services,           405, HTTP_METHOD_UNSUPPORTED",
        "GET,    /v1/services?nope=1,    400, REQUEST_MALFORMED",
        "GET,    /v1/services?pageSize=x,400, FIELD_INVALID",
        "GET,    /v1/services/%zz,       400, REQUEST_MALFORMED",
        "GET,    /v1/facts:watch,        503, DEPENDENCY_UNAVAILABLE",
        "GET,    /v1/deployments,        503, DEPENDENCY_UNAVAILABLE",
        "GET,    /v1/services/pay/dora,  501, METHOD_UNKNOWN"
    })
    void answersEveryErrorAsStatusWithAReason(String method, String path, int code, String reason) throws Exception {
        var answer = raw("%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(method, path));

        assertTrue(answer.startsWith("HTTP/1.1 " + code + " "), answer);
        assertTrue(answer.contains("content-type: application/json"), answer);
        assertTrue(answer.contains("\"reason\":\"" + reason + "\""), answer);
        assertFalse(answer.contains("hunter2"), answer);
        assertFalse(answer.contains("127.0.0.1"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO HTTP AT ALL\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n"})
    void answersWhatIsNotHttpWithAStatusToo(String request) throws Exception {
        var answer = raw(request);

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"reason\":\"REQUEST_MALFORMED\""), answer);
    }

    @Test
    void answersTheTextOfAServiceAsItWasMeant() throws Exception {
        var answer = send(get("/v1/services/missing"));

        assertTrue(answer.body().contains("no such service: ü 100%"), answer::body);
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        var get = raw("GET /v1/services HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var head = raw("HEAD /v1/services HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(get.endsWith("\r\n\r\n{}"), get);
        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        assertTrue(head.contains("content-length: 2"), head);
        assertTrue(head.endsWith("\r\n\r\n"), head);
    }

    @Test
    void handsDeliveriesOnByteForByte() throws Exception {
        var answer = send(post("/webhooks/github", "{ \"a\" :1}").header("x-github-event", "push"));

        assertEquals(202, answer.statusCode());
        assertEquals("{\"delivery\":\"deliveries/1\"}", answer.body());
        var received = backend.deliveries.last.get();
        assertEquals("{ \"a\" :1}", received.getBody().getData().toStringUtf8());
        assertEquals("push", received.getHeadersMap().get("x-github-event"));
    }

    @Test
    void recordsAnOversizedDeliveryAndRefusesIt() throws Exception {
        var answer = send(post("/webhooks/github", "x".repeat(5_000_000)));

        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("kept on record"), answer::body);
        assertEquals(5_000_000, backend.deliveries.last.get().getBodySize());
        assertEquals(65_536, backend.deliveries.last.get().getBody().getData().size());
    }

    @Test
    void refusesOversizedBodiesThatNobodyRecords() throws Exception {
        var answer = send(post("/v1/services?serviceId=a", "x".repeat(5_000_000)));

        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("\"reason\":\"BODY_TOO_LARGE\",\"domain\":\"fawkes\""), answer::body);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.evil.example",
        "'Host: localhost\r\nOrigin: https://evil.example'",
        "'Host: localhost\r\nOrigin: null'"
    })
    void refusesForeignHostsAndOrigins(String headers) throws Exception {
        var answer = raw("GET /v1/services HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(headers));

        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        assertTrue(answer.contains("ORIGIN_FOREIGN"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: localhost:8080",
        "Host: 127.0.0.1:1",
        "Host: [::1]:8080",
        "'Host: localhost\r\nOrigin: http://localhost:3000'"
    })
    void servesLoopbackNames(String headers) throws Exception {
        var answer = raw("GET /v1/services HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(headers));

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @Test
    void streamsALineForEachMessage() throws Exception {
        var answer = send(get("/v1/services/pay/dora:watch"));

        assertEquals(200, answer.statusCode());
        assertEquals("application/x-ndjson", header(answer, "content-type"));
        assertEquals("{\"timeZone\":\"1\"}\n{\"timeZone\":\"2\"}\n", answer.body());
    }

    @Test
    void keepsTheHttpStatusOfAFailureBeforeTheFirstMessage() throws Exception {
        var answer = send(get("/v1/services/before/dora:watch"));

        assertEquals(503, answer.statusCode());
        assertEquals("3", header(answer, "retry-after"));
        assertEquals("application/json", header(answer, "content-type"));
    }

    @Test
    void endsABrokenStreamWithTheErrorAsItsLastLine() throws Exception {
        var answer = send(get("/v1/services/mid/dora:watch"));

        var lines = answer.body().lines().toList();
        assertEquals(200, answer.statusCode());
        assertEquals(3, lines.size());
        assertTrue(lines.getLast().startsWith("{\"error\":{\"code\":14,\"message\":\"reading\""), lines::getLast);
    }

    @Test
    void sendsTheFirstMessageWhileTheStreamIsOpenAndCancelsWithTheCaller() throws Exception {
        try (var socket = watch("quiet")) {
            assertTrue(readUntil(socket, "{\"timeZone\":\"1\"}").contains("200"));
        }

        assertTrue(backend.dora.cancelled.await(30, TimeUnit.SECONDS));
    }

    @Test
    void cancelsAUnaryCallWhenTheCallerLeaves() throws Exception {
        try (var socket = request("GET /v1/services/never HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertTrue(backend.catalog.slowAsked.await(30, TimeUnit.SECONDS));
            assertTrue(socket.isConnected());
        }

        assertTrue(backend.catalog.cancelled.await(30, TimeUnit.SECONDS));
    }

    @Test
    void holdsTheServiceUpForASlowReader() throws Exception {
        try (var socket = watch("endless")) {
            readUntil(socket, "timeZone");
            long stalledAt = untilItStandsStill();

            assertTrue(stalledAt < 4_000, () -> "sent %d messages of 16 KiB to nobody".formatted(stalledAt));
            for (int i = 0; i < 2_000; i++) {
                socket.getInputStream().readNBytes(16 * 1024);
            }
            assertTrue(untilItStandsStill() > stalledAt, "went on when read again");
        }
        assertTrue(backend.dora.cancelled.await(30, TimeUnit.SECONDS));
    }

    /** The number of messages when ten looks in a row saw no other. */
    private long untilItStandsStill() throws InterruptedException {
        long last = -1;
        for (int same = 0; same < 10; ) {
            TimeUnit.MILLISECONDS.sleep(100);
            long now = backend.dora.sent.get();
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    private Socket watch(String service) throws IOException {
        return request("GET /v1/services/%s/dora:watch HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(service));
    }

    private Socket request(String text) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(backend.door.address().toSocketAddress());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readUntil(Socket socket, String mark) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(mark) < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new AssertionError("ended before %s: %s".formatted(mark, text));
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    private String raw(String request) throws IOException {
        try (var socket = request(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(backend.uri(path));
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(backend.uri(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static long remaining(HttpResponse<String> answer) {
        return Long.parseLong(answer.body().replaceAll("(?s).*\"tier\":\"(\\d+)\".*", "$1"));
    }
}
