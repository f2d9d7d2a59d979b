package io.fawkes.alerting.domain.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a silence may be changed to in place, as Alertmanager judges it. */
class SilenceDraftTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(3600);
    private static final Matcher TEAM = matcher("team", Operator.EQUAL, "x");

    @Test
    void beginsNowIfItsStartIsPast() {
        assertEquals(
                NOW,
                draft(NOW.minusSeconds(60), END).silence(new UUID(0, 1), NOW).startsAt());
        assertEquals(
                NOW.plusSeconds(60),
                draft(NOW.plusSeconds(60), END).silence(new UUID(0, 1), NOW).startsAt());
    }

    @Test
    void anActiveOneMayMoveItsEndButNotItsStart() {
        Silence active = silence(NOW.minusSeconds(60), END);

        assertEquals(
                END.plusSeconds(60),
                draft(NOW.minusSeconds(60), END.plusSeconds(60))
                        .changing(active, NOW)
                        .orElseThrow()
                        .endsAt());
        assertTrue(draft(NOW.minusSeconds(30), END).changing(active, NOW).isEmpty());
    }

    @Test
    void aPendingOneMayMoveBothButNotIntoThePast() {
        Silence pending = silence(NOW.plusSeconds(60), END);

        assertTrue(draft(NOW.plusSeconds(120), END).changing(pending, NOW).isPresent());
        assertTrue(draft(NOW.minusSeconds(1), END).changing(pending, NOW).isEmpty());
    }

    @Test
    void whatIsOverOrHasOtherMatchersIsAnotherSilence() {
        assertTrue(draft(NOW.minusSeconds(60), END)
                .changing(silence(NOW.minusSeconds(60), NOW.minusSeconds(1)), NOW)
                .isEmpty());
        var other = new SilenceDraft(
                List.of(TEAM, matcher("zone", Operator.EQUAL, "1")), Optional.of(NOW), END, "me", "works");
        assertTrue(other.changing(silence(NOW, END), NOW).isEmpty());
    }

    @Test
    void asksForSomethingThatAnAlertWithoutLabelsLacks() {
        assertThrows(
                FieldRefused.class,
                () -> new SilenceDraft(
                        List.of(matcher("team", Operator.EQUAL, "")), Optional.empty(), END, "me", "works"));
        assertThrows(FieldRefused.class, () -> new SilenceDraft(List.of(), Optional.empty(), END, "me", "works"));
        assertEquals(
                1,
                new SilenceDraft(
                                List.of(matcher("team", Operator.NOT_EQUAL, "x")), Optional.empty(), END, "me", "works")
                        .matchers()
                        .size());
    }

    private static Matcher matcher(String name, Operator operator, String value) {
        return new Matcher(name, operator, value, value::equals);
    }

    private static SilenceDraft draft(Instant start, Instant end) {
        return new SilenceDraft(List.of(TEAM), Optional.of(start), end, "me", "works");
    }

    private static Silence silence(Instant start, Instant end) {
        return new Silence(new UUID(0, 1), List.of(TEAM), start, end, start, start, "me", "works");
    }
}
