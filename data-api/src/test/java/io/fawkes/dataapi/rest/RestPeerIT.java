package io.fawkes.dataapi.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.backfill.PeerFailure;
import io.fawkes.dataapi.rest.RecordedServer.Answer;
import io.fawkes.runtime.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One peer against a server that replays what GitHub documents, and worse. */
class RestPeerIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final RecordedServer server = RecordedServer.start();
    private final RecordedServer stranger = RecordedServer.start();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final RestPeer peer = new RestPeer(
            "github",
            new RestAccess(server.uri(), Optional.of(RestAccess.bearer("hush"))),
            now::get,
            Duration.ofMillis(1),
            3);

    @AfterEach
    void close() {
        server.close();
        stranger.close();
    }

    @Test
    void showsItsTokenAndFindsTheNextPage() {
        server.on("/rows?page=1", Answer.json("[1]").before("/rows?page=2"));

        RestAnswer answer = Await.value(peer.get("/rows?page=1"));

        assertEquals("[1]", new String(answer.body().array(), StandardCharsets.UTF_8));
        assertEquals(Optional.of("/rows?page=2"), answer.next());
        assertEquals(List.of("Bearer hush"), server.credentials());
    }

    @Test
    void neverAsksAnotherHostWhoeverSendsItThere() {
        stranger.on("/rows", Answer.json("[]"));
        server.on("/moved", Answer.of(301, "").with("location", stranger.uri() + "/rows"));
        server.on("/page", Answer.json("[]").with("link", "<" + stranger.uri() + "/rows>; rel=\"next\""));

        refused("/moved");
        refused(Await.value(peer.get("/page")).next().orElseThrow());

        assertEquals(List.of(), stranger.asked());
    }

    @Test
    void followsARenamedRepositoryOnItsOwnHostButNotForEver() {
        server.on("/old", Answer.of(301, "").with("location", "/repositories/7"))
                .on("/repositories/7", Answer.json("[7]"))
                .on("/round", Answer.of(302, "").with("location", "/round"));

        assertEquals(3, Await.value(peer.get("/old")).body().size());
        refused("/round");
        assertEquals(4, server.asked().stream().filter("/round"::equals).count());
    }

    @Test
    void asksAgainAfterAFailureOrHalfAnAnswer() {
        server.on(
                "/rows", Answer.of(502, "bad gateway"), Answer.json("[1,2,3,4]").cut(), Answer.json("[1]"));

        assertEquals(3, Await.value(peer.get("/rows")).body().size());
        assertEquals(3, server.asked().size());
    }

    @Test
    void givesUpAfterThreeRetriesAndShowsNoToken() {
        server.on("/rows?token=none", Answer.of(500, "oops"));

        var failure = assertThrows(PeerFailure.Away.class, () -> Await.value(peer.get("/rows?token=none")));

        assertEquals("github: GET /rows answers 500", failure.text());
        assertEquals(4, server.asked().size());
        assertFalse(failure.toString().contains("hush"));
    }

    @Test
    void aRefusalIsNotRetried() {
        assertEquals("github: GET /none answers 404", refused("/none").text());
        assertEquals(1, server.asked().size());
    }

    @Test
    void waitsForTheResetThatARefusalTells() {
        server.on(
                "/rows",
                Answer.of(403, "{\"message\":\"API rate limit exceeded\"}")
                        .with("x-ratelimit-remaining", "0")
                        .with("x-ratelimit-reset", String.valueOf(NOW.getEpochSecond() + 600)),
                Answer.json("[]"));

        assertEquals(NOW.plusSeconds(601), limited("/rows"));
        assertEquals(NOW.plusSeconds(601), limited("/rows"));
        assertEquals(1, server.asked().size(), "before the reset nothing is asked");

        now.set(NOW.plusSeconds(601));
        assertTrue(Await.value(peer.get("/rows")).next().isEmpty());
    }

    @Test
    void stopsBeforeTheLimitIsMet() {
        server.on(
                "/rows",
                Answer.json("[]")
                        .with("x-ratelimit-remaining", "0")
                        .with("x-ratelimit-reset", String.valueOf(NOW.getEpochSecond() + 60)));

        Await.value(peer.get("/rows"));

        assertEquals(NOW.plusSeconds(61), limited("/rows"));
        assertEquals(1, server.asked().size());
    }

    @Test
    void aSecondaryLimitIsKeptAsLongAsItSaysElseAMinute() {
        server.on("/told", Answer.of(429, "").with("retry-after", "30"));
        assertEquals(NOW.plusSeconds(30), limited("/told"));

        now.set(NOW.plusSeconds(30));
        server.on("/untold", Answer.of(403, "You have exceeded a secondary rate limit"));
        assertEquals(NOW.plusSeconds(90), limited("/untold"));
    }

    private PeerFailure.Refused refused(String target) {
        return assertThrows(PeerFailure.Refused.class, () -> Await.value(peer.get(target)));
    }

    private Instant limited(String target) {
        return assertThrows(PeerFailure.Limited.class, () -> Await.value(peer.get(target)))
                .until();
    }
}
