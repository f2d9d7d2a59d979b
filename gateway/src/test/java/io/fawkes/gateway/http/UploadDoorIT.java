package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UploadDoorIT {
    /** More than the door takes of any other body, and than all buffers between client and service. */
    private static final long LARGE = 80L * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Backend backend;

    @BeforeEach
    void open() throws IOException {
        backend = new Backend();
    }

    @AfterEach
    void close() {
        backend.imports.go.countDown();
        client.shutdownNow();
        backend.close();
    }

    @Tag("full")
    @Test
    void handsABodyOfAnySizeOnInPiecesBehindWhatPathAndQuerySay() throws Exception {
        var answer = client.send(
                upload("/v1/imports/june:upload?offset=7&partial=true", new Zeros(LARGE)), BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("{\"byteOffset\":\"%d\"}".formatted(LARGE), answer.body());
        assertEquals(1, backend.imports.heads.size());
        var head = backend.imports.heads.getFirst();
        assertEquals("imports/june", head.getName());
        assertEquals(7, head.getOffset());
        assertTrue(head.getPartial());
        assertEquals("application/x-ndjson", head.getChunk().getContentType());
        assertTrue(backend.imports.largest.get() <= 1024 * 1024, () -> backend.imports.largest.toString());
    }

    @Tag("full")
    @Test
    void takesNoMoreOfABodyThanTheServiceTakes() throws Exception {
        var body = new Zeros(LARGE);
        var answer = client.sendAsync(upload("/v1/imports/slow:upload", body), BodyHandlers.ofString());
        Await.until("the service hears of it", () -> !backend.imports.heads.isEmpty());
        long ahead = Await.until("buffers are full", body.read::get, _ -> body.stoodStill());

        assertFalse(answer.isDone());
        assertTrue(ahead < LARGE / 2, "read ahead of the service: " + ahead);
        backend.imports.go.countDown();
        assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
        assertEquals(LARGE, backend.imports.bytes.get());
    }

    @Test
    void anUploadWithoutABodyIsOneMessage() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(backend.uri("/v1/imports/june:upload"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(1, backend.imports.heads.size());
    }

    @Test
    void saysWhyTheServiceRefusesWhileTheBodyStillArrives() throws Exception {
        var answer = client.send(upload("/v1/imports/refused:upload", new Zeros(200_000)), BodyHandlers.ofString());

        assertEquals(404, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("RESOURCE_UNKNOWN"), answer::body);
    }

    @Test
    void refusesAQueryThatDoesNotFitBeforeAnythingIsCalled() throws Exception {
        var answer = client.send(upload("/v1/imports/june:upload?offset=x", new Zeros(10)), BodyHandlers.ofString());

        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(backend.imports.heads.isEmpty());
    }

    @Test
    void aCallerWhoGoesAwayBreaksTheCallOffInsteadOfEndingIt() throws Exception {
        var door = backend.uri("/");
        try (var socket = new Socket(door.getHost(), door.getPort())) {
            var begun = "POST /v1/imports/june:upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nabc";
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Await.until("the first bytes arrive", () -> backend.imports.bytes.get() == 3);
        }

        assertTrue(backend.imports.brokeOff.await(30, TimeUnit.SECONDS));
    }

    private HttpRequest upload(String path, InputStream body) {
        return HttpRequest.newBuilder(backend.uri(path))
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build();
    }

    /** A file of zeros that notices how much of it was read. */
    private static final class Zeros extends InputStream {
        private final AtomicLong read = new AtomicLong();
        private final long size;
        private long seen;
        private int still;

        Zeros(long size) {
            this.size = size;
        }

        /** Whether nothing was read for fifty looks: every buffer on the way is full. */
        boolean stoodStill() {
            long now = read.get();
            still = now == seen && now > 0 ? still + 1 : 0;
            seen = now;
            return still >= 50;
        }

        @Override
        public int read() {
            return read.getAndUpdate(done -> Math.min(size, done + 1)) < size ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            long left = size - read.get();
            int taken = (int) Math.min(left, most);
            read.addAndGet(taken);
            return taken == 0 ? -1 : taken;
        }
    }
}
