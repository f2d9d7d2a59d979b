package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The edge cases of the definitions that are about change lead time, each by its name there. */
class LeadTimeDefinitionsTest {
    @Test
    void deployedBeforeMerged() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("c1", "03 09:00", "v1")
                .commit("c2", "03 10:00", "c1")
                .pull("7", "c2", "v1", null)
                .deployed("c2", "03 12:00");

        assertEquals(hours(3), story.answer().changeLeadTime().time().p50());
        story.commit("squash", "03 13:00", "v1")
                .pull("7b", "c2", "v1", "squash")
                .deployed("squash", "03 14:00");
        assertEquals(2, story.answer().changeLeadTime().time().n(), "the squash of what is deployed is no new change");
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.MERGE_COMMIT, 1),
                story.answer().changeLeadTime().exclusions());
    }

    @Test
    void commitAfterThePullRequestWasOpenedLosesNothingOfTheTotal() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("c1", "03 09:00", "v1")
                .commit("c2", "05 09:00", "c1")
                .commit("squash", "05 10:00", "v1")
                .pull("7", "c2", "v1", "squash")
                .deployed("squash", "05 12:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(51), answer.changeLeadTime().time().p50());
    }

    @Test
    void aCommitDatedAfterItsDeploymentIsCountedAsClockSkew() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "09 09:00", "v1")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.CLOCK_SKEW, 1),
                answer.changeLeadTime().exclusions());
        assertEquals(NullReason.NO_LINKED_COMMITS, answer.changeLeadTime().nullReason());
    }

    @Test
    void changesOfBotsAndMergeCommitsAreLeftOut() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("bump", at("02 11:00"), true, "v1")
                .commit("c1", "02 12:00", "bump")
                .commit("merge", "02 13:00", "c1", "bump")
                .pull("7", "c1", "bump", "merge")
                .deployed("merge", "02 14:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(2), answer.changeLeadTime().time().p50());
        assertEquals(
                Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.BOT, 1, ExclusionReason.MERGE_COMMIT, 1),
                answer.changeLeadTime().exclusions());
    }

    @Test
    void rewrittenHistoryHasNoRange() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 11:00", "elsewhere")
                .deployed("v2", "03 10:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().exclusions().get(ExclusionReason.NO_RANGE));
        assertEquals(NullReason.NO_LINKED_COMMITS, answer.changeLeadTime().nullReason());
    }

    @Test
    void aPullRequestThatIsTheBaselineCounts() {
        DoraAnswer answer = new Story()
                .commit("c1", "02 09:00", "old")
                .commit("squash", "02 11:00", "old")
                .pull("7", "c1", "old", "squash")
                .deployed("squash", "02 12:00")
                .answer();

        assertEquals(1, answer.changeLeadTime().time().n());
        assertEquals(hours(3), answer.changeLeadTime().time().p50());
        assertEquals(0, answer.deploymentFrequency().n());
    }
}
