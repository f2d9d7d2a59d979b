package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PolicyFact;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The edge cases of the definitions that are about failures, their evidence and recovery, each by its name there. */
class FailureDefinitionsTest {
    private static final SourceKey TILL = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/till");

    @Test
    void aRollbackPastTwoVersionsBlamesTheOneThatAnIncidentNames() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .incident("named", "04 11:00", "04 13:00", "v3")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("v3"), story.failures());
        assertEquals(hours(1), story.answer().recoveryTime().time().p50());
    }

    @Test
    void anUnnamedIncidentUnderTheCarriedVersionLowersTheConfidence() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "04 10:00")
                .incident("unnamed", "04 11:00", "04 13:00")
                .deployed("v1", "04 12:00");

        assertEquals(List.of("v2"), story.failures());
        assertEquals(
                List.of(new EvidenceCount(EvidenceLevel.INFERRED, 1, 0.5)),
                story.answer().changeFailRate().evidence());
    }

    @Test
    void twoIncidentsOneDeployment() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .incident("first", "03 11:00", "03 11:30")
                .incident("second", "03 11:10", "03 13:00")
                .answer();

        assertEquals(1, answer.changeFailRate().failed());
        assertEquals(1, answer.recoveryTime().time().n());
        assertEquals(hours(2), answer.recoveryTime().time().p50());
        assertEquals(2, answer.coverage().incidentsLinked());
    }

    @Test
    void incidentBeforeAnyDeployment() {
        DoraAnswer answer = new Story()
                .incident("early", "01 10:00", "01 11:00")
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(0, answer.changeFailRate().failed());
        assertEquals(new Coverage(2, 0, 1, 0, 0, 0, 0), answer.coverage());
        assertEquals(NullReason.NO_FAILED_DEPLOYMENTS, answer.recoveryTime().nullReason());
    }

    @Test
    void incidentLongAfterIsUnlinkedUnlessExplicit() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(List.of(), story.incident("late", "25 10:00", null).failures());
        assertEquals(
                List.of("v2"), story.incident("named", "25 10:00", null, "v2").failures());
    }

    @Test
    void theCausalWindowIsHalfOpen() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(List.of(), story.incident("outside", "03 10:00", null).failures());
        assertEquals(List.of("v2"), story.incident("inside", "03 09:59", null).failures());
    }

    @Test
    void incidentArrivesThreeWeeksLate() {
        Story story = new Story().deployed("v1", "01 10:00").deployed("v2", "02 10:00");

        assertEquals(0, story.answer().changeFailRate().failed());
        story.incident("late", "02 11:00", "02 12:00").seenUntil("23 11:00");
        assertEquals(1, story.answer().changeFailRate().failed());
    }

    @Test
    void youngSilenceIsPendingAndYoungFailureIsJudged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v3", "03 18:00")
                .seenUntil("03 20:00");

        assertEquals(NullReason.PENDING, story.answer().changeFailRate().nullReason());
        assertEquals(2, story.answer().changeFailRate().exclusions().get(ExclusionReason.PENDING));
        story.incident("now", "03 19:00", null);
        assertEquals(1, story.answer().changeFailRate().n());
        assertEquals(1, story.answer().changeFailRate().failed());
        assertEquals(1, story.answer().recoveryTime().open());
        assertEquals(hours(1), story.answer().recoveryTime().oldestOpenAge());
        assertEquals(NullReason.NOT_RESTORED, story.answer().recoveryTime().nullReason());
    }

    @Test
    void minConfidenceChangesTheNumberAndTheLevelsStayVisible() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("aaaaaaa1111", "03 10:00")
                .incident("guess", "03 11:00", "03 12:00")
                .deployed("bbbbbbb2222", "05 10:00")
                .incident("told", "05 11:00", "05 12:00", "BBBBBBB")
                .trusting(EvidenceLevel.EXPLICIT);
        ChangeFailRate rate = story.answer().changeFailRate();

        assertEquals(List.of("bbbbbbb2222"), story.failures());
        assertEquals(
                List.of(
                        new EvidenceCount(EvidenceLevel.EXPLICIT, 1, 0.5),
                        new EvidenceCount(EvidenceLevel.INFERRED, 1, 1.0)),
                rate.evidence());
        assertEquals(1, story.answer().recoveryTime().exclusions().get(ExclusionReason.WEAK_EVIDENCE));
    }

    @Test
    void anIncidentMayNameACommitOfTheDeployment() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("0123456789", "02 11:00", "v1")
                .commit("9876543210", "02 12:00", "0123456789")
                .deployed("9876543210", "02 13:00")
                .incident("named", "09 11:00", null, "0123456");

        assertEquals(List.of("9876543210"), story.failures());
    }

    @Test
    void sixDigitsNameNothingAndNothingElseIsBlamed() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("0123456789", "02 13:00")
                .incident("vague", "02 14:00", null, "012345");

        assertEquals(List.of(), story.failures());
    }

    @Test
    void aPolicySaysWhichSeveritiesTimeAlonePutsDownToNobody() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(severe("slow", "low", null))
                .deployed("v3", "04 10:00")
                .tell(severe("named", "low", "v3"));
        assertEquals(List.of("v2", "v3"), story.failures());

        story.tell(new PolicyFact(
                "policies/all",
                1,
                "organization",
                null,
                null,
                null,
                Set.of(),
                List.of(),
                "",
                null,
                "",
                null,
                null,
                List.of(),
                Set.of("low"),
                false));
        assertEquals(List.of("v3"), story.failures());
    }

    private static IncidentFact severe(String name, String severity, @Nullable String cause) {
        return new IncidentFact(
                "incidents/" + name,
                1,
                Story.REPO,
                at(cause == null ? "03 11:00" : "04 11:00"),
                null,
                false,
                cause,
                name,
                "",
                severity,
                null,
                null,
                null);
    }

    @Test
    void anIncidentElsewhereWhoseRootThisServiceIsAccusesWhatWasLiveHere() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(rooted("till", TILL, Story.REPO));

        assertEquals(List.of("v2"), story.failures());
        assertEquals(hours(1), story.answer().recoveryTime().time().p50());
        assertEquals(0, story.answer().coverage().incidents(), "users of the other service were hurt");
        story.tell(rooted("till", 2, TILL, null));
        assertEquals(List.of(), story.failures(), "its root is no longer here");
    }

    @Test
    void anIncidentWhoseRootIsElsewhereAccusesNothingHere() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(rooted("shop", Story.REPO, TILL));

        assertEquals(List.of(), story.failures());
        assertEquals(1, story.answer().measures().timeToRestore().time().n(), "and yet users of this one were hurt");
        story.tell(rooted("shop", 2, Story.REPO, Story.REPO));
        assertEquals(List.of("v2"), story.failures());
    }

    private static IncidentFact rooted(String name, SourceKey hurt, SourceKey root) {
        return rooted(name, 1, hurt, root);
    }

    private static IncidentFact rooted(String name, long version, SourceKey hurt, @Nullable SourceKey root) {
        return new IncidentFact(
                "incidents/" + name,
                version,
                hurt,
                at("03 11:00"),
                at("03 12:00"),
                false,
                null,
                name,
                "",
                "",
                null,
                null,
                root);
    }

    @Test
    void withdrawnIncidentsNeverCount() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .tell(new IncidentFact("incidents/no", 2, Story.REPO, at("03 11:00"), null, true, "v2", "mistake", ""));

        assertEquals(List.of(), story.failures());
        assertEquals(0, story.answer().coverage().incidents());
    }
}
