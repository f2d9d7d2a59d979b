package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.fact.Reviews;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes and deployments say that they are for: what they mend, and that nobody had planned them. */
class PurposeDefinitionsTest {
    private static final String BAD = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void aCommitThatNamesWhatItFixesAccusesWhatBroughtThatAndIsReworkAndEndsTheFailure() {
        Story story = shipped().tell(fixing("fix", BAD.substring(0, 12))).deployed("fix", "04 10:00");

        assertEquals(List.of(BAD), story.failures());
        assertEquals(List.of(), story.trusting(EvidenceLevel.ROLLBACK).failures());
        DoraAnswer answer = story.trusting(EvidenceLevel.FIX).answer();
        assertEquals(1, answer.measures().reworkRate().hits());
        assertEquals(hours(24), answer.recoveryTime().time().p50());
    }

    @Test
    void aFixThatReachesProductionTogetherWithWhatItFixesSaysNothingAgainstAnybody() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit(BAD, "02 11:00", "v1")
                .tell(fixing("fix", BAD))
                .deployed("fix", "04 10:00");

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().measures().reworkRate().hits());
    }

    /** Git names the commit that is reverted in every revert, also in one that brings a change back. */
    @ParameterizedTest
    @CsvSource({"Revert \"X\", 1", "Revert \"Revert \"X\"\", 0", "Reapply \"X\", 0", "Mend X, 1"})
    void whatBringsARevertedChangeBackAccusesNobody(String title, int failures) {
        Story story = shipped().tell(fixing("fix", BAD, title)).deployed("fix", "04 10:00");

        assertEquals(failures, story.failures().size());
        assertEquals(failures, story.answer().measures().reworkRate().hits());
    }

    @Test
    void aDeploymentThatNamesAnIncidentIsReworkAndRestoresWhatItIsPutDownTo() {
        Story story = shipped()
                .incident("bad", "03 11:00", null)
                .tell(deployment("v3", new Purpose(List.of("incidents/bad"), false)));

        assertEquals(List.of(BAD), story.failures());
        assertEquals(1, story.answer().measures().reworkRate().hits());
        assertEquals(hours(23), story.answer().recoveryTime().time().p50(), "from the incident to the fix");
    }

    @Test
    void whatIsCalledAHotfixIsReworkWhateverItMends() {
        DoraAnswer byLabel = shipped()
                .commit("head", "03 11:00", BAD)
                .tell(new PullRequestFact(
                        "changes/7",
                        1,
                        Story.REPO,
                        "head",
                        BAD,
                        null,
                        null,
                        null,
                        false,
                        "Pull 7",
                        "",
                        "",
                        new Purpose(List.of(), true),
                        Reviews.NONE))
                .deployed("head", "04 10:00")
                .trusting(EvidenceLevel.FIX)
                .answer();
        DoraAnswer byParameter = shipped()
                .tell(deployment("v3", new Purpose(List.of(), true)))
                .trusting(EvidenceLevel.FIX)
                .answer();

        assertEquals(1, byLabel.measures().reworkRate().hits());
        assertEquals(0, byLabel.changeFailRate().failed());
        assertEquals(1, byParameter.measures().reworkRate().hits());
    }

    @Test
    void whatNamesSomethingUnknownMendsNothing() {
        Story story = shipped().tell(fixing("fix", "fedcba9876543210")).deployed("fix", "04 10:00");

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().measures().reworkRate().hits());
    }

    /** One change, of one commit. */
    private static Story shipped() {
        return new Story()
                .deployed("v1", "02 10:00")
                .commit(BAD, "02 11:00", "v1")
                .deployed(BAD, "03 10:00");
    }

    private static CommitFact fixing(String sha, String what) {
        return fixing(sha, what, "Mend");
    }

    private static CommitFact fixing(String sha, String what, String title) {
        return new CommitFact(
                "changes/" + sha,
                1,
                Story.REPO,
                sha,
                List.of(BAD),
                at("03 11:00"),
                false,
                title,
                "",
                "octocat",
                new Purpose(List.of(what), false),
                null,
                "",
                List.of());
    }

    private static DeploymentFact deployment(String version, Purpose purpose) {
        return new DeploymentFact(
                "deployments/" + version,
                1,
                Story.REPO,
                "jenkins",
                "production",
                false,
                version,
                DeploymentStatus.SUCCEEDED,
                at("04 09:00"),
                at("04 10:00"),
                "",
                "",
                "",
                purpose);
    }
}
