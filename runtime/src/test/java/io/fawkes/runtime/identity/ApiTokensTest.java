package io.fawkes.runtime.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.identity.ApiTokenKeeper.Word;
import io.fawkes.runtime.testkit.Await;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ApiTokensTest {

    private static final String TOKEN = "fwk_" + "A".repeat(43);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bearer KIM = new Bearer("apiTokens/kim", Set.of("teams/own"), Set.of("viewer"));

    private Instant now = NOON;
    private Mono<Word> says = Mono.just(new Word.Good(KIM, NOON.plusSeconds(3600)));
    private int asked;
    private final ApiTokens tokens = new ApiTokens(_ -> Mono.defer(this::answer), () -> now);

    private Mono<Word> answer() {
        asked++;
        return says;
    }

    @Test
    void aTokenIsAskedAboutOnceAndAgainWhenItWasRememberedForLong() {
        assertEquals(KIM, shown(TOKEN));
        now = NOON.plusSeconds(ApiTokens.GOOD_SECONDS).minusMillis(1);
        assertEquals(KIM, shown(TOKEN));
        assertEquals(1, asked);

        now = NOON.plusSeconds(ApiTokens.GOOD_SECONDS);
        says = Mono.just(new Word.Bad("it was revoked"));
        assertThrows(TokenRefused.class, () -> shown(TOKEN));
        assertEquals(2, asked);
        assertTrue(ApiTokens.GOOD_SECONDS <= 60, "the documented bound of what a revoked token may still do");
    }

    @Test
    void whatWasRefusedIsAskedAboutAgainSooner() {
        says = Mono.just(new Word.Bad("nobody made it here"));
        assertThrows(TokenRefused.class, () -> shown(TOKEN));
        assertThrows(TokenRefused.class, () -> shown(TOKEN));
        assertEquals(1, asked);

        now = NOON.plusSeconds(ApiTokens.BAD_SECONDS);
        says = Mono.just(new Word.Good(KIM, NOON.plusSeconds(3600)));
        assertEquals(KIM, shown(TOKEN));
    }

    @Test
    void noTokenIsBelievedLongerThanItLasts() {
        says = Mono.just(new Word.Good(KIM, NOON.plusSeconds(5)));
        shown(TOKEN);
        now = NOON.plusSeconds(5);
        says = Mono.just(new Word.Bad("it expired"));

        assertThrows(TokenRefused.class, () -> shown(TOKEN));
    }

    @Test
    void whileItsKeeperIsAwayAKnownTokenIsBelievedAndOfOthersNothingIsKnown() {
        shown(TOKEN);
        says = Mono.error(new ApiTokenKeeperUnavailable("away", new IllegalStateException()));

        assertEquals(KIM, shown(TOKEN));
        assertThrows(ApiTokenKeeperUnavailable.class, () -> shown("fwk_" + "B".repeat(43)));
        now = NOON.plusSeconds(ApiTokens.GOOD_SECONDS);
        assertThrows(ApiTokenKeeperUnavailable.class, () -> shown(TOKEN));

        says = Mono.just(new Word.Good(KIM, NOON.plusSeconds(3600)));
        assertEquals(KIM, shown(TOKEN), "that it was away is not remembered");
    }

    @Test
    void noMoreIsRememberedThanTheBound() {
        shown(TOKEN);
        for (int other = 0; other < ApiTokens.MOST; other++) {
            shown("fwk_" + "%043d".formatted(other));
        }
        int before = asked;
        shown(TOKEN);

        assertEquals(before + 1, asked, "the one that was shown longest ago is forgotten");
        shown("fwk_" + "%043d".formatted(ApiTokens.MOST - 1));
        assertEquals(before + 1, asked);
    }

    @Test
    void onlyWhatLooksLikeOneIsAskedAbout() {
        assertTrue(ApiTokens.isApiToken(TOKEN));
        for (String other : new String[] {"fwk_short", TOKEN + "A", "ghp_" + "A".repeat(43), TOKEN.replace('A', '+')}) {
            assertFalse(ApiTokens.isApiToken(other), other);
        }
    }

    private Bearer shown(String token) {
        return Await.value(tokens.bearer(token));
    }
}
