package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is still open counts, and incidents that no deployment caused are told of apart. */
class RestorationDefinitionsTest {

    @Test
    void incidentBeforeAnyDeploymentIsUnlinkedAndInTimeToRestoreOnly() {
        DoraAnswer answer = new Story()
                .incident("early", "01 10:00", "01 11:00")
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(0, answer.recoveryTime().time().n());
        assertEquals(1, answer.measures().timeToRestore().time().n());
        assertEquals(hours(1), answer.measures().timeToRestore().time().p50());
    }

    @Test
    void mitigatedIsRestoredThoughItIsResolvedLater() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(new IncidentFact(
                        "incidents/one",
                        1,
                        Story.REPO,
                        at("03 11:00"),
                        at("05 11:00"),
                        false,
                        null,
                        "",
                        "",
                        "critical",
                        at("03 11:15"),
                        at("03 12:00"),
                        null))
                .answer();

        assertEquals(hours(1), answer.measures().timeToRestore().time().p50());
        assertEquals(hours(1), answer.recoveryTime().time().p50());
        assertEquals(
                hours(0.25),
                answer.measures().timing(Metric.TIME_TO_ACKNOWLEDGE).time().p50());
    }

    @Test
    void aSlowFailureDoesNotVanishFromTheMedian() {
        RecoveryTime recovery = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .incident("one", "03 11:00", "03 12:00")
                .deployed("v3", "05 10:00")
                .incident("two", "05 11:00", "05 13:00")
                .deployed("v4", "07 10:00")
                .incident("three", "07 11:00", null)
                .answer()
                .recoveryTime();

        assertEquals(hours(1.5), recovery.time().p50());
        assertEquals(hours(2), recovery.survivalMedian());
        assertEquals(1, recovery.open());
    }

    @Test
    void mostlyOpenFailuresHaveNoMedian() {
        RecoveryTime recovery = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .incident("open", "03 11:00", null)
                .seenUntil("05 11:00")
                .answer()
                .recoveryTime();

        assertNull(recovery.survivalMedian());
        assertNull(recovery.time().p50());
        assertEquals(hours(48), recovery.oldestOpenAge());
        assertEquals(NullReason.NOT_RESTORED, recovery.nullReason());
    }

    @Test
    void anIncidentResolvedBeforeItBeganIsClockSkew() {
        RecoveryTime restore = new Story()
                .incident("odd", "03 11:00", "03 10:00")
                .answer()
                .measures()
                .timeToRestore();

        assertEquals(Map.of(ExclusionReason.CLOCK_SKEW, 1), restore.exclusions());
        assertEquals(0, restore.time().n());
    }

    @Test
    void percentilesOfRecoveryAreInterpolated() {
        RecoveryTime restore = new Story()
                .incident("a", "03 10:00", "03 11:00")
                .incident("b", "04 10:00", "04 12:00")
                .incident("c", "05 10:00", "05 13:00")
                .incident("d", "06 10:00", "06 14:00")
                .incident("e", "07 10:00", "07 20:00")
                .answer()
                .measures()
                .timeToRestore();

        assertEquals(hours(3), restore.time().p50());
        assertEquals(hours(4), restore.time().p75());
        assertEquals(hours(7.6), restore.time().p90());
        assertEquals(hours(8.8), restore.time().p95());
        assertEquals(hours(4), restore.time().mean());
    }
}
