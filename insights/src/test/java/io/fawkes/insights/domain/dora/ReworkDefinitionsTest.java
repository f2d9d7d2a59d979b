package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DORA's fifth metric, failures that a revert names, and rollouts that never served. */
class ReworkDefinitionsTest {

    @Test
    void v1V2V3V1IsOneReworkOfFour() {
        DeploymentShare rework = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .deployed("v1", "04 12:00")
                .answer()
                .measures()
                .reworkRate();

        assertEquals(Proportion.of(1, 4), rework.rate());
        assertEquals(List.of(new EvidenceCount(EvidenceLevel.ROLLBACK, 1, 0.25)), rework.evidence());
    }

    @Test
    void aRevertAccusesWhatItNamesRecoversItAndIsRework() {
        Story story = reverted("Add cart (#12)", "Revert \"Add cart\" (#13)");

        assertEquals(List.of("bad"), story.failures());
        assertEquals(
                List.of(new EvidenceCount(EvidenceLevel.FIX, 1, 0.5)),
                story.answer().changeFailRate().evidence());
        assertEquals(hours(24), story.answer().recoveryTime().time().p50());
        assertEquals(1, story.answer().measures().reworkRate().hits());
    }

    @Test
    void minConfidenceTakesTheRevertAway() {
        Story story = reverted("Add cart", "Revert \"Add cart\"").trusting(EvidenceLevel.ROLLBACK);

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().measures().reworkRate().hits());
    }

    @Test
    void aRevertOfARevertAccusesNobody() {
        assertEquals(
                List.of(),
                reverted("Revert \"Add cart\"", "Revert \"Revert \"Add cart\"\"")
                        .failures());
    }

    @Test
    void aRevertThatShipsWithWhatItTakesBackAccusesNobody() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .titled("Add cart", "bad", "02 11:00", "v1")
                .titled("Revert \"Add cart\"", "good", "02 12:00", "bad")
                .deployed("good", "03 10:00");

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().measures().reworkRate().hits());
    }

    @Test
    void aCommitThatCallsItselfAFixIsAGuessOnlyWhileAnIncidentIsOpen() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .titled("fix(cart): mend it", "v3", "03 12:00", "v2")
                .deployed("v3", "03 13:00");

        assertEquals(0, story.answer().measures().reworkRate().hits());
        story.incident("open", "03 11:00", "03 13:05");
        assertEquals(1, story.answer().measures().reworkRate().hits());
        assertEquals(
                0,
                story.trusting(EvidenceLevel.FIX)
                        .answer()
                        .measures()
                        .reworkRate()
                        .hits());
    }

    @Test
    void rolloutFailureRateIsApartFromChangeFailRate() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .failed("v2", "03 10:00")
                .deployed("v2", "03 10:10")
                .deployed("v3", "05 10:00")
                .answer();
        DeploymentShare rollouts = answer.measures().rolloutFailureRate();

        assertEquals(Proportion.of(1, 4), rollouts.rate());
        assertEquals(0, answer.changeFailRate().failed());
        assertEquals(
                Map.of(ExclusionReason.ROLLOUT_FAILED, 1),
                answer.measures().reworkRate().exclusions());
    }

    @Test
    void withoutDeploymentsThereIsNoRateButAReason() {
        Measures measures = new Story().answer().measures();

        assertEquals(NullReason.NO_DEPLOYMENTS, measures.reworkRate().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, measures.rolloutFailureRate().nullReason());
        assertEquals(NullReason.NO_INCIDENTS, measures.timeToRestore().nullReason());
    }

    @Test
    void theRowsOfReworkSayWhat() {
        Row row = reverted("Add cart", "Revert \"Add cart\"").report().rows(Metric.REWORK_RATE).stream()
                .filter(Row::hit)
                .findFirst()
                .orElse(null);

        assertNotNull(row);
        assertEquals("changes/good", row.evidence().getFirst().subject());
    }

    private static Story reverted(String title, String revert) {
        return new Story()
                .deployed("v1", "02 10:00")
                .titled(title, "bad", "02 11:00", "v1")
                .deployed("bad", "03 10:00")
                .titled(revert, "good", "03 12:00", "bad")
                .deployed("good", "04 10:00");
    }
}
