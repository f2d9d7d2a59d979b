package io.fawkes.alerting.domain.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Episodes.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Labels LABELS = Labels.of(Map.of("alertname", "A"));

    private final Episodes episodes = new Episodes(List.of());

    @Test
    void theEarliestStartAndTheNewestAnnotationsHold() {
        episodes.merge(firing(Origin.API, NOON, "first"), NOON);

        var step = episodes.merge(firing(Origin.API, NOON.minusSeconds(60), "second"), NOON.plusSeconds(1));

        assertEquals(Change.CHANGED, step.change());
        assertEquals(NOON.minusSeconds(60), step.after().startsAt());
        assertEquals("second", step.after().annotations().get("summary"));
    }

    @Test
    void theSameAgainIsARepetition() {
        episodes.merge(firing(Origin.WEBHOOK, NOON, ""), NOON);

        assertEquals(
                Change.REPEATED,
                episodes.merge(firing(Origin.WEBHOOK, NOON, ""), NOON.plusSeconds(30))
                        .change());
    }

    @Test
    void anAlertWithoutAnEndExpiresAfterItsPatience() {
        Alert alert = episodes.merge(firing(Origin.API, NOON, ""), NOON).after();

        assertEquals(AlertState.FIRING, alert.state(NOON.plusSeconds(299)));
        assertEquals(AlertState.EXPIRED, alert.state(NOON.plusSeconds(300)));
    }

    @Test
    void aToldEndResolvesAtItsTime() {
        episodes.merge(firing(Origin.API, NOON, ""), NOON);

        Alert ended = episodes.merge(ended(Origin.API, NOON, NOON.plusSeconds(90)), NOON.plusSeconds(100))
                .after();

        assertEquals(AlertState.RESOLVED, ended.state(NOON.plusSeconds(100)));
        assertEquals(NOON.plusSeconds(90), ended.ending().at());
    }

    @Test
    void ofTwoToldEndsTheLaterHoldsInWhateverOrderTheyCome() {
        Instant late = NOON.plusSeconds(500);
        episodes.merge(ended(Origin.WEBHOOK, NOON, NOON.plusSeconds(90)), late);
        Alert forward = episodes.merge(ended(Origin.WEBHOOK, NOON, NOON.plusSeconds(95)), late)
                .after();
        Alert backward = episodes.merge(ended(Origin.WEBHOOK, NOON, NOON.plusSeconds(90)), late)
                .after();

        assertEquals(NOON.plusSeconds(95), forward.ending().at());
        assertEquals(NOON.plusSeconds(95), backward.ending().at());
    }

    @Test
    void aPeersLateCopyOfAFiringAlertDoesNotWakeTheEndedOne() {
        episodes.merge(ended(Origin.WEBHOOK, NOON, NOON.plusSeconds(60)), NOON.plusSeconds(61));

        var step = episodes.merge(firing(Origin.WEBHOOK, NOON, ""), NOON.plusSeconds(62));

        assertEquals(AlertState.RESOLVED, step.after().state(NOON.plusSeconds(62)));
        assertEquals(Change.REPEATED, step.change());
    }

    @Test
    void whatAPrometheusSaysLastHolds() {
        episodes.merge(ended(Origin.API, NOON, NOON.plusSeconds(60)), NOON.plusSeconds(61));

        var step = episodes.merge(ended(Origin.API, NOON, NOON.plusSeconds(400)), NOON.plusSeconds(62));

        assertEquals(AlertState.FIRING, step.after().state(NOON.plusSeconds(62)));
    }

    @Test
    void theSameLabelsFiringLaterAreAnotherEpisode() {
        Alert first = episodes.merge(ended(Origin.WEBHOOK, NOON, NOON.plusSeconds(60)), NOON.plusSeconds(61))
                .after();

        var step = episodes.merge(firing(Origin.WEBHOOK, NOON.plusSeconds(120), ""), NOON.plusSeconds(121));

        assertEquals(Change.NEW, step.change());
        assertNotEquals(first.id(), step.after().id());
    }

    @Test
    void alertsOfOneBodyAreToldApart() {
        episodes.merge(firing(Origin.API, NOON, ""), NOON);
        Labels other = Labels.of(Map.of("alertname", "B"));

        var step = episodes.merge(
                new AlertReport(
                        Fingerprint.of(other),
                        other,
                        Map.of(),
                        "",
                        NOON,
                        Optional.empty(),
                        Duration.ofMinutes(5),
                        Origin.API),
                NOON);

        assertEquals(Change.NEW, step.change());
    }

    @Test
    void aRenewedEndOfAFiringAlertIsNoNews() {
        episodes.merge(ended(Origin.API, NOON, NOON.plusSeconds(240)), NOON);

        var step = episodes.merge(ended(Origin.API, NOON, NOON.plusSeconds(300)), NOON.plusSeconds(60));

        assertEquals(Change.REPEATED, step.change());
        assertEquals(NOON.plusSeconds(300), step.after().ending().at());
    }

    private static AlertReport firing(Origin origin, Instant startsAt, String summary) {
        return report(origin, startsAt, Optional.empty(), summary);
    }

    private static AlertReport ended(Origin origin, Instant startsAt, Instant endsAt) {
        return report(origin, startsAt, Optional.of(endsAt), "");
    }

    private static AlertReport report(Origin origin, Instant startsAt, Optional<Instant> endsAt, String summary) {
        return new AlertReport(
                Fingerprint.of(LABELS),
                LABELS,
                Map.of("summary", summary),
                "",
                startsAt,
                endsAt,
                Duration.ofMinutes(5),
                origin);
    }
}
