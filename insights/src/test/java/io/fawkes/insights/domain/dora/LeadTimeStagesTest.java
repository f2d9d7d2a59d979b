package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.fact.Reviews;
import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of lead time, which always add up to it. */
class LeadTimeStagesTest {

    @Test
    void withoutAReviewTheTimeToTheMergeIsWaitedForOne() {
        Story story = squashed("03 09:00", "03 10:00", "03 12:00", "03 13:15");

        assertEquals(Map.of("CODING", hours(1), "PICKUP", hours(2), "DEPLOY", hours(1.25)), stagesOf(story));
        assertEquals(hours(4.25), story.answer().changeLeadTime().time().p50());
    }

    @Test
    void commitAfterPrOpenedAmendLeavesCodingZeroAndNoLossOfTotal() {
        Story story = squashed("03 11:00", "03 10:00", "03 12:00", "03 13:00");

        assertEquals(Map.of("CODING", hours(0), "PICKUP", hours(1), "DEPLOY", hours(1)), stagesOf(story));
    }

    @Test
    void deployedBeforeMergedHasStagesInOrderAndIsFlagged() {
        Story story = squashed("03 09:00", "03 10:00", "03 15:00", "03 13:00");

        assertEquals(Map.of("CODING", hours(1), "PICKUP", hours(3), "DEPLOY", hours(0)), stagesOf(story));
        assertTrue(counted(story).deployedBeforeMerged());
    }

    @Test
    void reviewsPartTheTimeBetweenOpeningAndMerge() {
        Story story = reviewed("03 10:30", "03 11:00", "03 11:30");

        assertEquals(
                Map.of(
                        "CODING",
                        hours(1),
                        "PICKUP",
                        hours(0.5),
                        "REVIEW",
                        hours(1),
                        "MERGE",
                        hours(0.5),
                        "DEPLOY",
                        hours(1)),
                stagesOf(story));
        assertEquals(hours(4), story.answer().changeLeadTime().time().p50());
    }

    @Test
    void reviewsAfterTheMergeAndBeforeTheOpeningLoseNoTime() {
        assertEquals(
                Map.of("CODING", hours(1), "PICKUP", hours(2), "DEPLOY", hours(1)), stagesOf(reviewed("03 12:30")));
        assertEquals(
                Map.of(
                        "CODING", hours(1), "PICKUP", hours(0), "REVIEW", hours(0), "MERGE", hours(2), "DEPLOY",
                        hours(1)),
                stagesOf(reviewed("03 09:30")));
    }

    /** Committed 9:00, opened 10:00, merged 12:00, deployed 13:00. */
    private static Story reviewed(String... times) {
        Reviews reviews = Reviews.of(Stream.of(times).map(Story::at).toList(), at("03 12:00"));
        return squashed("03 09:00", "03 10:00", "03 12:00", "03 13:00")
                .tell(new PullRequestFact(
                        "changes/7",
                        2,
                        Story.REPO,
                        "head",
                        "v1",
                        "squash",
                        at("03 10:00"),
                        at("03 12:00"),
                        false,
                        "Pull 7",
                        "",
                        "octocat",
                        Purpose.UNSAID,
                        reviews));
    }

    @Test
    void aCommitWithoutPullRequestHasTheDeployStageOnly() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "03 09:00", "v1")
                .deployed("v2", "03 12:00");

        assertEquals(Map.of("DEPLOY", hours(3)), stagesOf(story));
        assertFalse(counted(story).deployedBeforeMerged());
    }

    /** Three timestamps in every order, also after the deployment at 12:00. */
    @ParameterizedTest
    @CsvSource({
        "03 09:00, 03 10:00, 03 11:00",
        "03 09:00, 03 11:00, 03 10:00",
        "03 09:00, 03 08:00, 03 07:00",
        "03 09:00, 03 13:00, 03 14:00",
        "03 09:00, 03 14:00, 03 13:00",
        "03 09:00, 03 10:00, 03 14:00",
        "03 09:00, 03 09:00, 03 12:00"
    })
    void noOrderOfTimestampsLosesOrAddsTime(String committed, String opened, String merged) {
        Stages stages = counted(squashed(committed, opened, merged, "03 12:00"));
        List<Duration> parts = Arrays.stream(LeadTimeStage.values())
                .flatMap(stage -> Stream.ofNullable(stage.of(stages)))
                .toList();

        assertTrue(parts.stream().noneMatch(Duration::isNegative), parts.toString());
        assertEquals(hours(3), parts.stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    void sharesTellWhichStageTheTimeWentTo() {
        List<StageTime> stages = squashed("03 09:00", "03 10:00", "03 12:00", "03 13:00")
                .answer()
                .changeLeadTime()
                .stages();

        assertEquals(
                List.of(0.25, 0.5, 0.25), stages.stream().map(StageTime::share).toList());
    }

    private static Story squashed(String committed, String opened, String merged, String deployed) {
        return new Story()
                .deployed("v1", "02 10:00")
                .commit("head", committed, "v1")
                .commit("squash", committed, "v1")
                .pull("7", "head", "v1", "squash", opened, merged)
                .deployed("squash", deployed);
    }

    private static Map<String, Duration> stagesOf(Story story) {
        return story.answer().changeLeadTime().stages().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        stage -> stage.stage().name(), StageTime::total));
    }

    private static Stages counted(Story story) {
        Stages stages = story.report().rows(Metric.CHANGE_LEAD_TIME).stream()
                .filter(Row::counted)
                .findFirst()
                .map(Row::stages)
                .orElse(null);
        assertNotNull(stages);
        return stages;
    }
}
