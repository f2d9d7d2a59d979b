package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.fact.SurveyFact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels by named policies and the Quick Check score. */
class GradesTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 6",
        "PT59M59S, 6",
        "PT1H, 5",
        "PT23H59M59S, 5",
        "PT24H, 4",
        "PT167H59M, 4",
        "PT168H, 3",
        "PT730H, 3",
        "PT731H, 2",
        "PT4382H, 2",
        "PT4383H, 1"
    })
    void aTimeTicksTheSurveyAnswerThatHoldsItExactly(Duration time, int answer) {
        assertEquals(answer, SurveyAnswer.of(time));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 1.43, 6",
        "5, 5, 0.7, 5",
        "6, 5, 0.9, 6",
        "1, 1, 0.14, 4",
        "2, 1, 0.3, 4",
        "0, 0, 0.05, 3",
        "0, 0, 0.01, 2",
        "0, 0, 0.001, 1",
        "0, 0, 0, 1"
    })
    void onDemandIsMoreThanOneOnADayThatHasAny(double perWeek, double daysPerWeek, double perDay, int answer) {
        assertEquals(answer, SurveyAnswer.of(perWeek, daysPerWeek, perDay));
    }

    @ParameterizedTest
    @CsvSource({
        "dora-2019, 0.15, ELITE", "dora-2019, 0.16, LOW", "dora-2021, 0.30, HIGH", "dora-2022, 0.01, HIGH",
        "dora-2022, 0.31, LOW", "dora-2023, 0.05, ELITE", "dora-2023, 0.10, HIGH", "dora-2023, 0.15, MEDIUM",
        "dora-2024, 0.10, HIGH", "dora-2024, 0.21, LOW", "fawkes-2026, 0.0501, HIGH", "fawkes-2026, 0.16, LOW"
    })
    void failRatesAreGradedByTheReportsOfTheYears(String policy, double rate, Level level) {
        assertEquals(level, LevelPolicy.named(policy).orElseThrow().failRate().grade(rate));
    }

    @ParameterizedTest
    @CsvSource({
        "dora-2019, 5, ELITE",
        "dora-2021, 5, HIGH",
        "dora-2022, 6, HIGH",
        "dora-2022, 3, MEDIUM",
        "dora-2023, 4, HIGH",
        "dora-2024, 5, ELITE",
        "dora-2024, 2, LOW",
        "fawkes-2026, 3, MEDIUM"
    })
    void leadTimesAreGradedByTheReportsOfTheYears(String policy, int answer, Level level) {
        assertEquals(level, LevelPolicy.named(policy).orElseThrow().leadTime().grade(answer));
    }

    @Test
    void everyPolicyCitesWhereItsBoundsComeFrom() {
        assertTrue(
                LevelPolicy.ALL.stream().noneMatch(policy -> policy.citation().isBlank()));
        assertTrue(LevelPolicy.named("dora-2018").isEmpty());
    }

    @Test
    void aBusyServiceHasLevelsAndScores() {
        Grades grades = busy().answer().grades();

        assertEquals(Level.HIGH, level(grades, Metric.DEPLOYMENT_FREQUENCY).level());
        assertEquals(8.0, level(grades, Metric.DEPLOYMENT_FREQUENCY).score());
        assertEquals(Level.ELITE, level(grades, Metric.CHANGE_LEAD_TIME).level());
        assertEquals(Level.ELITE, level(grades, Metric.CHANGE_FAIL_RATE).level());
        assertEquals(10.0, level(grades, Metric.CHANGE_FAIL_RATE).score());
        assertNull(level(grades, Metric.RECOVERY_TIME).level());
        assertEquals(
                NullReason.NO_FAILED_DEPLOYMENTS,
                level(grades, Metric.RECOVERY_TIME).nullReason());
        assertNull(level(grades, Metric.REWORK_RATE).level());
        assertEquals(8.0, grades.scores().throughput());
        assertEquals(10.0, grades.scores().stability());
        assertEquals(9.0, grades.scores().overall());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 2", "3, 4", "4, 6", "5, 8", "6, 10"})
    void aChoiceHasTheScoreOfTheQuickCheck(int choice, double score) {
        assertEquals(new SurveyReply(choice, null, score), SurveyReply.chosen(choice));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 10", "20, 0.2, 8", "100, 1, 0"})
    void aPercentageHasTheScoreOfTheQuickCheck(double percent, double rate, double score) {
        assertEquals(new SurveyReply(null, rate, score), SurveyReply.rated(percent));
    }

    @Test
    void whatTheTeamAnsweredStandsBesideWhatWasMeasured() {
        Grades grades = busy().tell(survey("spring", "20 00:00", 3)).answer().grades();

        MetricLevel leadTime = level(grades, Metric.CHANGE_LEAD_TIME);
        assertEquals(8.0, leadTime.score());
        assertEquals(5, leadTime.choice());
        assertEquals(SurveyReply.chosen(3), leadTime.survey());
        MetricLevel failRate = level(grades, Metric.CHANGE_FAIL_RATE);
        assertEquals(10.0, failRate.score());
        assertNull(failRate.choice());
        assertEquals(SurveyReply.rated(20), failRate.survey());
        assertEquals(SurveyReply.chosen(5), level(grades, Metric.RECOVERY_TIME).survey());
        assertNull(level(grades, Metric.REWORK_RATE).survey());
        assertEquals("surveyAnswers/spring", surveyOf(grades).name());
        assertEquals(at("20 00:00"), surveyOf(grades).answeredAt());
        assertEquals(new Scores(6.0, 8.0, 6.5), surveyOf(grades).scores());
        assertEquals(9.0, grades.scores().overall());
    }

    @Test
    void theNewestAnswerByTheEndOfTheWindowStandsBeside() {
        Story story = busy().tell(survey("early", "05 00:00", 2))
                .tell(survey("late", "20 00:00", 4))
                .tell(survey("given-up", "21 00:00", 5))
                .tell(deleted("given-up", "21 00:00"));

        assertEquals("surveyAnswers/late", surveyOf(story.answer().grades()).name());
        assertEquals(
                "surveyAnswers/late",
                surveyOf(story.between(at("01 00:00"), at("20 00:00")).answer().grades())
                        .name());
        assertEquals(
                "surveyAnswers/early",
                surveyOf(story.between(at("01 00:00"), at("19 00:00")).answer().grades())
                        .name());
        assertNull(
                story.between(at("01 00:00"), at("04 00:00")).answer().grades().survey());
        assertEquals(
                "surveyAnswers/early",
                surveyOf(story.between(at("01 00:00"), at("30 00:00"))
                                .seenUntil("10 00:00")
                                .answer()
                                .grades())
                        .name());
    }

    @Test
    void anAnswerStandsBesideItsTeamAndItsServicesOnly() {
        Story story = busy().tell(survey("spring", "20 00:00", 3));

        assertNotNull(story.about(new Group(Group.Kind.TEAM, "shop"))
                .answer()
                .grades()
                .survey());
        for (Group several : List.of(
                Group.ORGANIZATION,
                new Group(Group.Kind.TIER, "tier-1"),
                new Group(Group.Kind.ENVIRONMENT, "production"))) {
            assertNull(story.about(several).answer().grades().survey(), several.name());
        }
        Governance once = new Governance(
                "",
                "",
                null,
                List.of(new Governance.Term("teams/old", null), new Governance.Term("teams/shop", at("15 00:00"))));
        assertNull(
                story.governed(once)
                        .about(new Group(Group.Kind.TEAM, "old"))
                        .answer()
                        .grades()
                        .survey(),
                "it owns the service no more");
        assertNull(busy().tell(new SurveyFact(
                        "surveyAnswers/others", 1, "teams/other", at("02 00:00"), 6, 6, 6, 0.0, 0.0, false))
                .answer()
                .grades()
                .survey());
    }

    private static SurveyFact survey(String id, String time, int leadTime) {
        return new SurveyFact("surveyAnswers/" + id, 1, "teams/shop", at(time), leadTime, 4, 5, 20.0, null, false);
    }

    private static SurveyFact deleted(String id, String time) {
        return new SurveyFact("surveyAnswers/" + id, 2, "teams/shop", at(time), null, null, null, 20.0, null, true);
    }

    private static Survey surveyOf(Grades grades) {
        return requireNonNull(grades.survey(), "an answer");
    }

    @Test
    void theNamedPolicyDecides() {
        Grades grades = busy().gradedBy(LevelPolicy.DORA_2022).answer().grades();

        assertEquals("dora-2022", grades.policy().id());
        assertEquals(Level.HIGH, level(grades, Metric.CHANGE_LEAD_TIME).level());
    }

    @Test
    void fewSamplesHaveNoLevel() {
        Grades grades = new Story()
                .deployed("v1", "01 10:00")
                .commit("v2", "02 11:00", "v1")
                .deployed("v2", "02 12:00")
                .answer()
                .grades();

        assertEquals(
                NullReason.TOO_FEW_SAMPLES,
                level(grades, Metric.CHANGE_LEAD_TIME).nullReason());
        assertEquals(
                NullReason.TOO_FEW_SAMPLES,
                level(grades, Metric.CHANGE_FAIL_RATE).nullReason());
    }

    @Test
    void frequencyNeedsFourWeeksOfHistory() {
        Story story = busy().between(at("02 00:00"), at("23 00:00")).seenUntil("23 00:00");

        assertEquals(
                NullReason.INSUFFICIENT_HISTORY,
                level(story.answer().grades(), Metric.DEPLOYMENT_FREQUENCY).nullReason());
    }

    @Test
    void aQuietWindowThatWasLivedThroughIsLowAndAnUnlivedOneIsUnknown() {
        Story quiet = new Story()
                .deployed(
                        "old",
                        at("01 10:00").minus(Duration.ofDays(60)),
                        "production",
                        io.fawkes.insights.domain.fact.DeploymentStatus.SUCCEEDED,
                        "github");

        assertEquals(
                Level.LOW,
                level(quiet.answer().grades(), Metric.DEPLOYMENT_FREQUENCY).level());
        MetricLevel unlived = level(new Story().answer().grades(), Metric.DEPLOYMENT_FREQUENCY);
        assertNull(unlived.level());
        assertEquals(NullReason.NO_DEPLOYMENTS, unlived.nullReason());
    }

    private static Story busy() {
        Story story = new Story().deployed("v00", "01 00:10");
        for (int day = 2; day <= 27; day++) {
            boolean weekend = day % 7 == 0 || day % 7 == 1;
            if (!weekend) {
                story.commit("v%02d".formatted(day), "%02d 09:00".formatted(day), "v00");
                story.deployed("v%02d".formatted(day), "%02d 12:00".formatted(day));
            }
        }
        return story;
    }

    private static MetricLevel level(Grades grades, Metric metric) {
        MetricLevel level = grades.metrics().stream()
                .filter(graded -> graded.metric() == metric)
                .findFirst()
                .orElse(null);
        assertNotNull(level);
        assertFalse(level.level() != null && level.nullReason() != null);
        return level;
    }
}
